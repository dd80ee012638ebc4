"""The command line: converts captures into pages, checks them, explains one, builds and serves the site."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from io import TextIOWrapper
from pathlib import Path

from annotated_reader import images
from annotated_reader.annotations.keeping import keep_quoted_texts
from annotated_reader.build import build, survey
from annotated_reader.captures import read_capture
from annotated_reader.context import fingerprint
from annotated_reader.converter import open_checked, open_pipeline
from annotated_reader.epub import Choice, ChoiceError, account_of, held_in, order
from annotated_reader.errors import ReaderError
from annotated_reader.explain import account, find, similar
from annotated_reader.options import a_port, add_choice, add_folders
from annotated_reader.plan import Plan
from annotated_reader.ports import LOOPBACK, is_free
from annotated_reader.receipts import used
from annotated_reader.site import limits
from annotated_reader.site.folders import environment
from annotated_reader.site.illustrated import illustrated
from annotated_reader.site.note_check import check_notes
from annotated_reader.site.settings import read_settings
from annotated_reader.site.vocabulary_check import account_of_vocabulary, review_vocabulary
from annotated_reader.site.whole import Made, Whole
from annotated_reader.sources import Sources, load, unused_rules
from annotated_reader.tally import one_line, to_json, to_text
from annotated_reader.watch import changes
from annotated_reader.workshop import Workshop

ROOT = Path(__file__).resolve().parent
HERE = Path() if Path.cwd() == ROOT else ROOT
"""The checkout, by its short name where that will do."""

MKDOCS = (sys.executable, "-m", "mkdocs")

GOOD, NEEDS_A_PERSON, USED_WRONGLY, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    for option in ("captures", "sources"):
        if not (place := getattr(options, option)).is_dir():
            fact = f"{place}: there is no such folder"
            return _complain(USED_WRONGLY, f"{fact}. Make it, or name another with --{option}")
    try:
        return int(options.run(options))
    except ReaderError as error:
        wrong = isinstance(error, ChoiceError | images.OrderError)
        return _complain(USED_WRONGLY if wrong else NEEDS_A_PERSON, str(error))
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NEEDS_A_PERSON
    except KeyboardInterrupt:
        return _complain(INTERRUPTED, "interrupted: every file that stands is whole. Run it again to finish")


def _convert(options: argparse.Namespace) -> int:
    return _build(options, writes=True)


def _check(options: argparse.Namespace) -> int:
    return _build(options, writes=False)


def _explain(options: argparse.Namespace) -> int:
    view = survey(_plan(options, load(options.sources)[0]))
    paths = {**view.digests, **view.faults}
    path = find(options.capture, paths, view.matches.slugs)
    if path is None:
        near = " or ".join(similar(options.capture, paths))
        hint = f"Did you mean {near}?" if near else f"Name a file below {options.captures}"
        return _complain(USED_WRONGLY, f"{options.capture}: no capture and no page is called that. {hint}")
    article = open_pipeline(options.sources)(read_capture(options.captures, path))
    print(account(article), end="")
    return GOOD


def _vocabulary(options: argparse.Namespace) -> int:
    print(account_of_vocabulary(options.docs), end="")
    return NEEDS_A_PERSON if review_vocabulary(options.docs).problems else GOOD


def _epub(options: argparse.Namespace) -> int:
    choice = Choice(tuple(options.tag), options.publisher, options.since, options.until)
    settings = read_settings(ROOT / "mkdocs.yml")
    held = held_in(options.images)
    bound, faults = order(options.docs, options.sources, settings, choice, options.out, held)
    for fault in faults:
        _complain(NEEDS_A_PERSON, fault)
    print(account_of(bound))
    return NEEDS_A_PERSON if faults else GOOD


def _images(options: argparse.Namespace) -> int:
    return _tell(images.order(options, illustrated(options.docs)))


def _tell(done: images.Done) -> int:
    print("".join(f"{one_line(line)}\n" for line in done.lines), end="")
    return NEEDS_A_PERSON if done.needs_a_person else GOOD


def _site(options: argparse.Namespace) -> int:
    status = _prepare(options)
    target, env = options.site.absolute(), environment(options)
    command = [*MKDOCS, "build", "--strict", "--site-dir", str(target)]
    folders = options.docs, options.sources, options.images
    made = Made(ROOT / "mkdocs.yml", folders, options.images / images.FILES)
    whole = Whole(options.cache, target, made)
    if whole.stands(sys.stderr):
        print(f"The site in {target} is whole, and nothing that it is made of has changed.")
        return status
    if subprocess.run(command, cwd=ROOT, env=env | whole.forget(), check=False).returncode:
        return _complain(NEEDS_A_PERSON, "the site is not fit to be published; MkDocs says above why")
    whole.remember()
    print(f"The site is in {target}. Look at it with 'make serve' or 'python build_site.py serve'.")
    return status


def _prepare(options: argparse.Namespace) -> int:
    """Convert, and take in what people put in by hand."""
    return max(_convert(options), _tell(images.take_in(options, lambda: illustrated(options.docs))))


def _weigh(options: argparse.Namespace) -> int:
    weight = limits.weigh(options.site)
    for line in limits.account(options.site, weight):
        print(one_line(line))
    return GOOD if weight.is_fit else NEEDS_A_PERSON


def _serve(options: argparse.Namespace) -> int:
    """Show the site, and begin anew whenever captures, rules or pictures put in by hand change.

    MkDocs notices the rest itself.
    """
    if not is_free(options.port):
        fact = f"port {options.port} of this machine is taken by another program, or by this one elsewhere"
        return _complain(USED_WRONGLY, f"{fact}. End it, or name another with --port, as --port 8001")
    folders = options.captures, options.sources, options.images / images.BY_HAND
    _prepare(options)
    command = [*MKDOCS, "serve", "--dev-addr", f"{LOOPBACK}:{options.port}"]
    try:
        with subprocess.Popen(command, cwd=ROOT, env=environment(options)) as server:
            for _ in changes(folders, lambda: server.poll() is None):
                try:
                    _prepare(options)
                except ReaderError as error:
                    _complain(NEEDS_A_PERSON, str(error))
    except KeyboardInterrupt:  # the usual way to end it
        return GOOD
    return GOOD if server.returncode == 0 else NEEDS_A_PERSON


def _build(options: argparse.Namespace, *, writes: bool) -> int:
    rules, faults = load(options.sources)
    kept = keep_quoted_texts(options.docs) if writes else ()
    tally = build(_plan(options, rules, writes=writes))
    notes = () if writes else check_notes(options.docs)
    wrong = (f"{options.sources.name}/{fault}" for fault in faults)
    tally = replace(tally, problems=(*wrong, *kept, *tally.problems, *notes))
    if not writes:
        names = review_vocabulary(options.docs)
        pictures = images.find_faults(options.images)
        problems = (*tally.problems, *names.problems, *pictures.problems)
        tally = replace(tally, problems=problems, remarks=(*names.remarks, *pictures.remarks))
        claimed, fired = used(options.docs / "articles")
        tally = replace(tally, remarks=(*tally.remarks, *unused_rules(rules, claimed, fired)))
    print(to_json(tally) if options.json else to_text(tally), flush=True)
    return tally.status


def _plan(options: argparse.Namespace, rules: Sources, *, writes: bool = True) -> Plan:
    opened = open_pipeline if writes else open_checked
    workshop = Workshop(
        captures=options.captures,
        cache=options.cache,
        open=partial(opened, options.sources),
        context=fingerprint(rules.fingerprint + opened.__name__),
        jobs=options.jobs,
    )
    return Plan(workshop, options.docs / "articles", writes)


def _complain(status: int, sentence: str) -> int:
    print(f"build_site.py: {one_line(sentence)}", file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build_site.py",
        description="Converts captures/ into docs/articles/; with a command, does what that says instead.",
        epilog="Exit status: 0 all good; 1 something needs a person, the rest was built; 2 used wrongly.",
    )
    parser.set_defaults(run=_convert, json=False)
    add_folders(parser, HERE, defaults=True)
    commands = parser.add_subparsers(title="commands", metavar="")
    for name, run, does in (
        ("check", _check, "find out, without writing, whether all that is committed is fresh and sound"),
        ("explain", _explain, "tell what was taken out of one capture and why, and what was read from it"),
        ("vocabulary", _vocabulary, "tell what each entry of the vocabulary finds, and which tags it lacks"),
        ("epub", _epub, "bind all articles, or some, into an EPUB book, with their notes and provenance"),
        ("images", _images, "fetch the pictures that pages and notes name, each once, and keep them"),
        ("site", _site, "convert, then build the site with its search index"),
        ("weigh", _weigh, "tell how large the built site is, and whether GitHub Pages takes it"),
        ("serve", _serve, "convert, then show the site on this machine, and again after each change"),
    ):
        command = commands.add_parser(name, help=does, description=does.capitalize() + ".")
        command.set_defaults(run=run)
        add_folders(command, HERE, defaults=False)
        if name == "explain":
            command.add_argument("capture", metavar="CAPTURE", help="path below the captures folder, or slug")
        elif name == "epub":
            add_choice(command)
        elif name in ("site", "weigh"):
            there = "it goes there" if name == "site" else "it is there"
            command.add_argument("--site", type=Path, metavar="DIR", default=ROOT / "site", help=there)
        elif name == "serve":
            command.add_argument("--port", type=a_port, metavar="N", default=8000, help="at 127.0.0.1; 8000")
        elif name == "images":
            images.add_options(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
