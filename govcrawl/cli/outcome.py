"""How a command ends: its exit status, and one line on standard error where it could not do its work."""

import contextlib
import io
import logging
import os
import sys
from pathlib import Path
from typing import NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from govcrawl.errors import AlreadyRunning, GovcrawlError, StoreError, UsageError

DONE = 0
PROBLEMS = 1
WRONG_USAGE = 2
NOT_STARTED = 75  # EX_TEMPFAIL of sysexits.h: the same again may succeed later
INTERRUPTED = 130  # 128 + SIGINT


class NotStarted(StoreError):
    """MongoDB could not be reached or started; nothing has been done."""


def settle(command: click.Command) -> int:
    """The exit status of the command line given to this process; what went wrong is said on one line."""
    try:
        status = command.main(prog_name="govcrawl", standalone_mode=False)
        sys.stdout.flush()
    except NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return WRONG_USAGE
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        complain(usage(error))
        return error.exit_code
    except GovcrawlError as error:
        complain(str(error))
        return status_of(error)
    except BrokenPipeError:
        silence_stdout()
        return PROBLEMS
    except OSError as error:
        silence_stdout()
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return PROBLEMS
    return status or DONE


def leave(status: int) -> NoReturn:
    """Ends this process with a status, at once: what the command line was given to do is done.

    The interpreter's own end would wait up to half a second for the threads by which the client of MongoDB watches
    its servers.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(status)


def status_of(error: GovcrawlError) -> int:
    """The exit status that an error ends the process with."""
    if isinstance(error, NotStarted | AlreadyRunning):
        return NOT_STARTED
    return WRONG_USAGE if isinstance(error, UsageError) else PROBLEMS


def complain(message: str) -> None:
    """Prints a message as one line on standard error, control characters taken out."""
    printable = "".join(sign if sign.isprintable() else " " for sign in message)
    click.echo(f"govcrawl: {' '.join(printable.split())}", err=True)


def usage(error: click.ClickException) -> str:
    """What click found wrong, with the verb and where its help is."""
    context = getattr(error, "ctx", None)
    if context is None:
        return error.format_message()
    verb = context.command_path.removeprefix("govcrawl").strip()
    return f"{verb + ': ' if verb else ''}{error.format_message()} (see {context.command_path} --help)"


def mend_streams() -> None:
    """Lets every character be printed, whatever the terminal's encoding, and nothing where a stream is closed."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115 - open as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence_stdout() -> None:
    """Points standard output at nothing: whoever read it has gone, and the interpreter flushes it once more."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
