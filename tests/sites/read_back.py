#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the sample journal's site as another program would: with mf2py, a parser of microformats."""
import os
import sys

import mf2py

site = sys.argv[1]


def items(page, kind):
    with open(os.path.join(site, page), encoding="utf-8") as text:
        parsed = mf2py.parse(doc=text.read(), url="https://nell.example/" + page)
    found = [item for item in parsed["items"] if kind in item["type"]]
    if not found:
        sys.exit(f"{page}: no {kind}: {parsed['items']}")
    return found[0], parsed["rels"]


def expect(page, got, want):
    if want not in got:
        sys.exit(f"{page}: {want!r} is not in {got!r}")


entry, rels = items("posts/making-connections.html", "h-entry")
expect("post", entry["properties"]["name"], "Making connections")
expect("post", entry["properties"]["published"], "2026-11-14")
expect("post", entry["properties"]["url"], "https://nell.example/posts/making-connections.html")
author = entry["properties"]["author"][0]
expect("author", author["properties"]["name"], "Nell Hartigan")
expect("post", entry["properties"]["content"][0]["value"], "a blog is a table with a few chairs")
cards = [child["properties"]["name"][0] for child in entry.get("children", [])]
expect("people in the post", cards, "Andrew Mocete")
expect("rel=me", rels["me"], "https://shelf.example/@nell")

review, _ = items("reviews/review-of-ravenmarked.html", "h-review")
expect("review", review["properties"]["rating"], "4")
expect("review", review["properties"]["best"], "5")
expect("review", review["properties"]["item"][0]["properties"]["name"], "Ravenmarked")
feed, _ = items("index.html", "h-feed")
expect("front page", [e["properties"]["name"][0] for e in feed["children"]], "Making connections")
person, _ = items("people/index.html", "h-card")
expect("people", person["properties"]["name"], "Amy Rose Davis")
print("mf2py reads the site")
