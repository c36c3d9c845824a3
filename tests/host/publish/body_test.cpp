// SPDX-License-Identifier: GPL-2.0-or-later
// Markdown in, HTML out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/publish/body_writer.h"

namespace tote::host::publish {
namespace {

/// Links to notes go to `#name`, those to the web where they say.
class PlainRules final : public LinkRules {
 public:
  LinkFate fate_of(const notes::Note& /*note*/, const notes::Link& link) override {
    LinkFate fate;
    fate.kind =
        link.kind == notes::Link::Kind::image ? LinkFate::Kind::image : LinkFate::Kind::anchor;
    fate.url = link.is_external ? link.target : "#" + link.target;
    return fate;
  }

  std::string tag_url(std::string_view /*tag*/) override { return {}; }

  void report(const notes::Note&, std::uint32_t, Finding finding) override {
    findings.push_back(std::move(finding));
  }

  std::vector<Finding> findings;
};

struct BodyCase {
  std::string name;
  std::string markdown;
  std::string html;
};

class Body : public ::testing::TestWithParam<BodyCase> {};

TEST_P(Body, BecomesHtml) {
  PlainRules rules;
  const auto note = notes::read_note("Note.md", GetParam().markdown);
  EXPECT_EQ(BodyWriter(note, rules, "").body(), GetParam().html);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, Body,
    ::testing::Values(
        BodyCase{"Emphasis", "*a* **b** _c_ __d__ ***e*** ~~f~~ ==g== 2*3*4",
                 "<p><em>a</em> <strong>b</strong> <em>c</em> <strong>d</strong> "
                 "<em><strong>e</strong></em> <del>f</del> <mark>g</mark> 2<em>3</em>4</p>\n"},
        BodyCase{"NestedEmphasis", "*a **b** c* **d *e***",
                 "<p><em>a <strong>b</strong> c</em> <strong>d <em>e</em></strong></p>\n"},
        BodyCase{"UnpairedMarks", "2 * 3 and snake_case_word and *open",
                 "<p>2 * 3 and snake_case_word and *open</p>\n"},
        BodyCase{"Escapes", R"(\*not\* &amp; &lt;b&gt; <script>alert(1)</script> {{ x }})",
                 "<p>*not* &amp; &lt;b&gt; alert(1) &#123;&#123; x &#125;&#125;</p>\n"},
        BodyCase{"Code", "`a < b` and ``x ` y``\n",
                 "<p><code>a &lt; b</code> and <code>x ` y</code></p>\n"},
        BodyCase{"CodeInEmphasis", "**`a`** b", "<p><strong><code>a</code></strong> b</p>\n"},
        BodyCase{"FencedCode", "```cpp title=x\nint a;\n\n  b();\n```\n",
                 "<pre><code class=\"language-cpp\">int a;\n\n  b();\n</code></pre>\n"},
        BodyCase{"CodeInAQuote", "> ```\n> a\n>   b\n> ```\n",
                 "<blockquote><pre><code>a\n  b\n</code></pre>\n</blockquote>"},
        BodyCase{"CodeInAList", "- x\n\n  ```\n  a\n    b\n  ```\n",
                 "<ul>\n<li><p>x</p>\n<pre><code>a\n  b\n</code></pre>\n</li>\n</ul>\n"},
        BodyCase{"Headings", "# Note\n\n# Big\n\n### Small *one*\n\n### Small one\n",
                 "<h2 id=\"big\">Big</h2>\n<h3 id=\"small-one\">Small <em>one</em></h3>\n"
                 "<h3 id=\"small-one-1\">Small one</h3>\n"},
        BodyCase{"Setext", "x\n\nTitle\n=====\n\nSub\n---\n",
                 "<p>x</p>\n<h2 id=\"title\">Title</h2>\n<h2 id=\"sub\">Sub</h2>\n"},
        BodyCase{"Lists", "- a\n- b\n  1. c\n  2. d\n\n3. e\n",
                 "<ul>\n<li>a</li>\n<li>b<ol>\n<li>c</li>\n<li>d</li>\n</ol>\n</li>\n</ul>\n"
                 "<ol start=\"3\">\n<li>e</li>\n</ol>\n"},
        BodyCase{"LooseList", "- a\n\n- b\n",
                 "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"},
        BodyCase{
            "Tasks", "- [ ] open\n- [x] done\n",
            "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled=\"disabled\"/> open</li>\n"
            "<li class=\"task\"><input type=\"checkbox\" disabled=\"disabled\" "
            "checked=\"checked\"/> done</li>\n</ul>\n"},
        BodyCase{"Table", "| a | b |\n|:-:|--:|\n| **1** |  |\n| `x\\|y` | 2 |\n",
                 "<div class=\"table\"><table><thead><tr><th class=\"align-center\">a</th>"
                 "<th class=\"align-right\">b</th></tr>\n</thead><tbody>"
                 "<tr><td class=\"align-center\"><strong>1</strong></td>"
                 "<td class=\"align-right\"></td></tr>\n"
                 "<tr><td class=\"align-center\"><code>x\\|y</code></td>"
                 "<td class=\"align-right\">2</td></tr>\n</tbody></table></div>\n"},
        BodyCase{"Callout", "> [!tip]- Mind *this*\n> Body.\n",
                 "<aside class=\"callout callout-tip\"><p class=\"callout-title\">Mind "
                 "<em>this</em></p>\n<p>Body.</p>\n</aside>\n"},
        BodyCase{"CalloutWithoutATitle", "> [!note]\n> Body.\n",
                 "<aside class=\"callout callout-note\"><p class=\"callout-title\">Note</p>\n"
                 "<p>Body.</p>\n</aside>\n"},
        BodyCase{"Footnotes", "A[^x] b[^x] c[^none].\n\n[^x]: Said *so*.\n",
                 "<p>A<sup class=\"footnote-mark\"><a id=\"fnref-1\" href=\"#fn-1\">1</a></sup> "
                 "b<sup class=\"footnote-mark\"><a href=\"#fn-1\">1</a></sup> c.</p>\n"
                 "<section class=\"footnotes\"><ol>\n<li id=\"fn-1\">Said <em>so</em>. "
                 "<a class=\"footnote-back\" href=\"#fnref-1\">↩</a></li>\n</ol></section>\n"},
        BodyCase{"Links",
                 "[a *b*](https://a.example/?x=1&y) <https://c.example/> [[folder/N]] [[N|m]]",
                 "<p><a href=\"https://a.example/?x=1&amp;y\">a <em>b</em></a> "
                 "<a href=\"https://c.example/\">https://c.example/</a> "
                 "<a href=\"#folder/N\">N</a> <a href=\"#N\">m</a></p>\n"},
        BodyCase{"ReferenceLinks", "[a][r] and [r]\n\n[r]: https://r.example/ \"t\"\n",
                 "<p><a href=\"https://r.example/\">a</a> and <a "
                 "href=\"https://r.example/\">r</a></p>\n"},
        BodyCase{"Picture", "![a \"b\"](https://p.example/x.png)",
                 "<figure><img src=\"https://p.example/x.png\" alt=\"a &quot;b&quot;\" "
                 "loading=\"lazy\"/></figure>\n"},
        BodyCase{"HardBreak", "a  \nb\\\nc\nd", "<p>a<br/>\nb<br/>\nc\nd</p>\n"},
        BodyCase{"QuoteOverLines", "> a\n> *b\n> c*\n",
                 "<blockquote><p>a\n<em>b\nc</em></p>\n</blockquote>"},
        BodyCase{"Math", "$x_1*y*$ is", "<p><span class=\"math\">$x_1*y*$</span> is</p>\n"},
        BodyCase{"Crlf", "a\r\nb\r\n\r\n- c\r\n", "<p>a\nb</p>\n<ul>\n<li>c</li>\n</ul>\n"},
        BodyCase{"BlockIdWithMarks", "a *b* ^my-block-id\n", "<p>a <em>b</em></p>\n"},
        BodyCase{"Rule", "a\n\n---\n", "<p>a</p>\n<hr/>"}),
    [](const auto& test) { return test.param.name; });

TEST(Body, WritesThePartThatALinkLeadsTo) {
  const auto note = notes::read_note(
      "N.md",
      "## A\n\nOne. ^a\n\n> Two.\n\n^b\n\n### B\n\nb\n\n## C\n\n[[#^a]] [[#^b]] [[#A#b]]\n");
  PlainRules rules;
  const auto part = [&](std::size_t link) {
    const auto range = notes::linked_blocks(note, note.links.at(link));
    return range ? BodyWriter(note, rules, "").part(*range) : "none";
  };
  EXPECT_EQ(part(0), "<p>One.</p>\n");
  EXPECT_EQ(part(1), "<blockquote><p>Two.</p>\n</blockquote>");
  EXPECT_EQ(part(2), "<h3 id=\"b\">B</h3>\n<p>b</p>\n");
}

}  // namespace
}  // namespace tote::host::publish
