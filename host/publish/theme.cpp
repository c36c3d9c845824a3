// SPDX-License-Identifier: GPL-2.0-or-later
// How the pages look: one column to read in, light and dark, on paper too. No script, no font and
// no picture from elsewhere.
#include "host/publish/targets.h"

namespace tote::host::publish {

std::string_view theme_css() {
  return R"css(:root {
  color-scheme: light dark;
  --paper: #fbf9f5; --ink: #26221d; --faint: #6f675d; --line: #e2dbcf; --tote: #a8281f; --wash: #f3ede2;
  --serif: "Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, Charter, Georgia, "Liberation Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b1917; --ink: #e6dfd4; --faint: #9c9287; --line: #37322c; --tote: #f0857a; --wash: #25221e; }
}
* { box-sizing: border-box; }
html { font-size: clamp(17px, 0.6vw + 14px, 20px); -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.62 var(--serif); }
.site-header, main, .site-footer { max-width: 36rem; margin: 0 auto; padding: 0 1.2rem; }
.site-header { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; align-items: baseline; padding-top: 1.4rem; padding-bottom: 1.2rem;
  font-family: var(--sans); font-size: .82rem; }
.site-title { font-weight: 650; color: var(--ink); text-decoration: none; border-bottom: 3px solid var(--tote); }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin-left: auto; }
nav a { color: var(--faint); text-decoration: none; }
nav a:hover { color: var(--tote); }
main { padding-top: 1.6rem; padding-bottom: 2.5rem; }
h1, h2, h3, h4 { line-height: 1.22; font-weight: 600; text-wrap: balance; }
h1 { font-size: 2.1rem; letter-spacing: -.012em; margin: 0 0 .4rem; }
h2 { font-size: 1.32rem; margin: 2.2rem 0 .5rem; }
h3 { font-size: 1.08rem; margin: 1.8rem 0 .4rem; }
p, ul, ol, blockquote, pre, .table, figure, aside { margin: 0 0 1.05rem; }
a { color: inherit; text-decoration: underline; text-decoration-color: var(--tote); text-decoration-thickness: .09em; text-underline-offset: .17em; }
a:hover { color: var(--tote); }
a.h-card { font-weight: 550; }
.byline, .card, .in, .when, .permalink, .site-footer, .tags, .footnotes { font-family: var(--sans); font-size: .8rem; color: var(--faint); }
.byline a, .in a, .permalink a, .site-footer a { color: inherit; text-decoration-color: var(--line); }
.byline { margin-bottom: 2rem; }
.lead, .p-summary { color: var(--faint); }
article > .p-summary { font-size: 1.12rem; font-style: italic; }
.card { margin: -.1rem 0 .3rem; }
.card .stars { color: var(--tote); letter-spacing: .08em; font-size: 1.05rem; }
article header .card:last-child { margin-bottom: 1.6rem; }
blockquote { margin-left: 0; padding-left: 1.1rem; border-left: 3px solid var(--line); color: var(--faint); }
.callout { padding: .9rem 1.2rem; background: var(--wash); border-left: 4px solid var(--tote); border-radius: 0 .4rem .4rem 0; }
.callout > :last-child, .embed > :last-child, li > p:last-child { margin-bottom: 0; }
.callout-title { font: 650 .8rem/1.4 var(--sans); color: var(--tote); margin-bottom: .45rem; }
.callout-quote { font-size: 1.12rem; font-style: italic; }
.callout-quote .callout-title { font-style: normal; font-size: .78rem; }
ul, ol { padding-left: 1.3rem; }
li { margin: .2rem 0; }
li.task { list-style: none; margin-left: -1.3rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .42rem .9rem .42rem 0; border-bottom: 1px solid var(--line); }
th { font: 600 .76rem/1.4 var(--sans); color: var(--faint); white-space: nowrap; border-bottom-width: 2px; }
.align-right { text-align: right; }
.align-center { text-align: center; }
code, pre { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .85em; }
:not(pre) > code { background: var(--wash); padding: .1em .3em; border-radius: .25em; }
pre { background: var(--wash); padding: .9rem 1.1rem; overflow-x: auto; border-radius: .4rem; line-height: 1.5; }
mark { background: #fbe3a3; color: #26221d; padding: 0 .15em; }
figure { margin-left: 0; margin-right: 0; }
img { max-width: 100%; height: auto; display: block; border-radius: .4rem; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem auto; width: 40%; }
.footnote-mark { line-height: 0; font-size: .72em; font-family: var(--sans); }
.footnote-mark a, .footnote-back { text-decoration: none; color: var(--tote); padding: 0 .15em; }
.footnotes { margin-top: 2.4rem; padding-top: .9rem; border-top: 1px solid var(--line); line-height: 1.55; }
.tags { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin-top: 2.2rem; }
.tags a { display: block; padding: .1rem .65rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--faint); text-decoration: none; }
.tags a:hover { border-color: var(--tote); color: var(--tote); }
.p-category { text-decoration-color: var(--line); }
.mentioned { margin-top: 2.6rem; border-top: 1px solid var(--line); }
.mentioned h2 { font: 600 .8rem/1.4 var(--sans); color: var(--faint); margin: 1rem 0 .5rem; }
.pages, .cards { list-style: none; padding: 0; }
.pages li { display: flex; gap: 1rem; justify-content: space-between; align-items: baseline; padding: .38rem 0; border-bottom: 1px solid var(--line); margin: 0; }
.when { white-space: nowrap; }
.cards li { padding: .8rem 0; border-bottom: 1px solid var(--line); margin: 0; }
.cards .title { font-size: 1.12rem; }
.cards .card, .in { margin: .1rem 0 0; }
.teaser { padding: 1.1rem 0 .3rem; border-top: 1px solid var(--line); }
.teaser h2 { margin: 0 0 .1rem; font-size: 1.4rem; }
.teaser h2 a { text-decoration: none; }
.teaser .byline { margin-bottom: .5rem; }
.teaser .p-summary { color: var(--ink); }
.site-footer { border-top: 1px solid var(--line); padding-top: 1rem; padding-bottom: 2.5rem; display: flex; flex-wrap: wrap; gap: .2rem 2rem; justify-content: space-between; }
.site-footer p { margin: 0; }
:target { background: var(--wash); }
@media print {
  :root { --paper: #fff; --ink: #000; --faint: #444; --line: #bbb; --tote: #000; --wash: #fff; }
  html { font-size: 11pt; }
  nav, .permalink, .tags, .site-footer p + p { display: none; }
  .e-content a[href^="http"]::after { content: " (" attr(href) ")";
  font - size : .8em;
}

h1, h2, h3 {
  break - after : avoid;
}
blockquote, .callout, table, figure {
  break - inside : avoid;
}
}
)css";
}

}  // namespace tote::host::publish
