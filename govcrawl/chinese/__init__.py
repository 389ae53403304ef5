"""How Chinese pages write things: dates, numerals, scripts, pinyin pollution. Known to extract and normalize alike."""
