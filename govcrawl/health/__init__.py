"""What ails an installation: facts of the database and of this machine in, findings that say what to do out."""
