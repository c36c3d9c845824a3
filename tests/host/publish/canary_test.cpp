// SPDX-License-Identifier: GPL-2.0-or-later
// Five hundred secrets in a journal, of every kind that could slip through, and none of them in any
// site: neither as it is nor percent-encoded, HTML-escaped or in Base64, nor in a file's name.
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/publish/site_fixture.h"

namespace tote::host::publish {
namespace {

constexpr int rounds = 25;

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += std::isalnum(static_cast<unsigned char>(c)) != 0
               ? std::string(1, c)
               : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

std::string html_escaped(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += std::isalnum(static_cast<unsigned char>(c)) != 0
               ? std::string(1, c)
               : fmt::format("&#{};", static_cast<int>(static_cast<unsigned char>(c)));
  return out;
}

/// What of `text` is in Base64 whatever stands before it: one form for each of three offsets.
std::string base64_core(std::string_view text, std::size_t offset) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto bytes = std::string(offset, ' ') + std::string(text);
  std::string out;
  for (std::size_t i = 0; i + 3 <= bytes.size(); i += 3) {
    const auto at = [&](std::size_t k) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i + k]));
    };
    const auto group = at(0) << 16 | at(1) << 8 | at(2);
    for (int shift = 18; shift >= 0; shift -= 6)
      out += letters[group >> shift & 63];
  }
  return out.substr(offset == 0 ? 0 : 4);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// The secrets of a journal, and what each is.
struct Secrets {
  std::vector<std::pair<std::string, std::string>> all;

  /// A new one: letters that stand nowhere else.
  std::string plant(const std::string& kind, const std::string& form = "{}") {
    const auto token = fmt::format("zq{}qz", 10'000 + all.size() * 37);
    auto secret = fmt::format(fmt::runtime(form), token);
    all.emplace_back(kind, secret);
    return secret;
  }
};

std::string jpeg_with(const std::string& secret) {
  const auto segment = [](char marker, const std::string& content) {
    std::string bytes{'\xFF', marker};
    const auto size = content.size() + 2;
    bytes += static_cast<char>(size >> 8);
    bytes += static_cast<char>(size & 0xFF);
    return bytes + content;
  };
  return "\xFF\xD8" + segment('\xE1', std::string("Exif\0\0", 6) + secret) +
         segment('\xFE', secret) + segment('\xED', "Photoshop 3.0" + secret) +
         segment('\xDB', std::string(65, '\x01')) + segment('\xDA', "scan") + "data\xFF\xD9" +
         secret;
}

/// One round: a public post and person that touch one secret of every kind.
void plant_round(SiteFixture& site, Secrets& secrets, int n) {
  const auto email = secrets.plant("e-mail", "{}@mail.example");
  const auto phone = secrets.plant("telephone", "+1 555 {}");
  const auto address = secrets.plant("address", "12 {} Street");
  const auto alias = secrets.plant("alias");
  const auto field = secrets.plant("unlisted field");
  const auto folder = secrets.plant("source path");
  site.note(fmt::format("{}/Person {}.md", folder, n),
            fmt::format("---\ntype: person\npublish: true\nemail: {}\nphone: \"{}\"\naddress: {}\n"
                        "aliases: [{}]\nhow-we-met: {}\n---\nA friend.\n",
                        email, phone, address, alias, field));
  const auto title = secrets.plant("title of a private note");
  const auto heading = secrets.plant("heading of a private note");
  const auto private_text = secrets.plant("text of a private note");
  const auto private_alt = secrets.plant("alt text of a private note");
  site.note(fmt::format("{}.md", title),
            fmt::format("# {}\n\n[[Person {}]] {}\n\n## {}\n\n![{}](x.png) ^b\n", title, n,
                        private_text, heading, private_alt));
  const auto draft = secrets.plant("text of a draft");
  site.note(fmt::format("posts/Draft {}.md", n),
            fmt::format("---\ntype: post\nstatus: draft\n---\n{} [[Post {}]]\n", draft, n));
  const auto exif = secrets.plant("EXIF");
  const auto picture = secrets.plant("file name");
  site.folder().write(fmt::format("vault/{}.jpg", picture), jpeg_with(exif));
  const auto comment = secrets.plant("comment");
  const auto block_comment = secrets.plant("block comment");
  const auto html_comment = secrets.plant("HTML comment");
  const auto inline_field = secrets.plant("inline field");
  const auto line_field = secrets.plant("field on a line of its own");
  const auto block_id = secrets.plant("block id");
  const auto file_target = secrets.plant("target of a link to a file");
  const auto local_url = secrets.plant("address of this machine");
  site.note(
      fmt::format("posts/Post {}.md", n),
      fmt::format(
          "---\ntype: post\nstatus: published\ndate: 2026-01-{:02}\nnote-to-self: {}\n---\n"
          "Hello %%{}%% from [[Person {}]] and [[{}#{}|a note]]. <!-- {} --> ^{}\n\n"
          "%%\n{}\n%%\n\n> [!tip] Tip\n> [weight:: {}] ![[{}.jpg]] %%{}%%\n\n"
          "mood:: {}\n\n- ![[{}]]\n- [scan](papers/{}.pdf) [here](file:///{}) ![[{}#^b]]\n\n"
          "| a | b |\n|---|---|\n| [[{}\\|words]] | %%{}%% |\n",
          n, field, comment, n, title, heading, html_comment, block_id, block_comment, inline_field,
          picture, comment, line_field, title, file_target, local_url, title, title, comment));
}

class Canary : public ::testing::TestWithParam<Target> {};

TEST_P(Canary, FindsNoSecretInTheSite) {
  SiteFixture site;
  Secrets secrets;
  for (int n = 1; n <= rounds; ++n)
    plant_round(site, secrets, n);
  ASSERT_GE(secrets.all.size(), 500U);
  const auto files = site.publish_all(GetParam());
  ASSERT_GE(files.size(), 2U * rounds) << "the site has a page for each post and person";
  std::string everything;
  for (const auto& [address, text] : files)
    everything += address + '\n' + text + '\n';
  const auto folded = lower(everything);
  for (const auto& [kind, secret] : secrets.all) {
    EXPECT_EQ(folded.find(lower(secret)), std::string::npos) << kind << ": " << secret;
    EXPECT_EQ(folded.find(lower(percent_encoded(secret))), std::string::npos) << kind;
    EXPECT_EQ(folded.find(lower(html_escaped(secret))), std::string::npos) << kind;
    for (std::size_t offset = 0; offset < 3; ++offset)
      EXPECT_EQ(everything.find(base64_core(secret, offset)), std::string::npos) << kind;
  }
  EXPECT_EQ(folded.find("%%"), std::string::npos);
  for (const auto& [address, text] : files)
    if (!address.ends_with(".jpg")) {
      EXPECT_EQ(text.find(top_mark), std::string::npos) << address;
    }
}

INSTANTIATE_TEST_SUITE_P(Targets, Canary,
                         ::testing::Values(Target::html, Target::hugo, Target::jekyll),
                         [](const auto& test) { return std::string(to_string(test.param)); });

TEST(Canary, CanFindSecrets) {
  SiteFixture site;
  Secrets secrets;
  const auto shown = secrets.plant("text of a public post", "{}@mail.example");
  const auto page = site.page_of("Write to " + shown);
  EXPECT_NE(page.find(shown), std::string::npos);
  EXPECT_EQ(base64_core("abcdef", 0), "YWJjZGVm");
  EXPECT_EQ(percent_encoded("a@b"), "a%40b");
}

TEST(AllPublic, HasNothingBlocked) {
  SiteFixture site;
  for (int n = 1; n <= rounds; ++n) {
    site.note(fmt::format("people/Person {}.md", n),
              fmt::format("---\ntype: person\npublish: true\n---\nReads [[Book {}]]. ^line\n", n));
    site.note(fmt::format("books/Book {}.md", n),
              fmt::format("---\ntype: book\npublish: true\nauthor: \"[[Person {}]]\"\n---\n"
                          "## Part\n\nBy [[Person {}]], see [[Post {}]].\n",
                          n, n, n));
    site.folder().write(fmt::format("vault/pictures/{}.jpg", n), jpeg_with("x"));
    site.note(fmt::format("posts/Post {}.md", n),
              fmt::format("---\ntype: post\nstatus: published\ndate: 2026-02-{:02}\n---\n"
                          "[[Person {}]] on [[Book {}#Part|the book]], [[Post {}]] and "
                          "[the web](https://a.example/?q=1&r=2).\n\n![[Person {}#^line]]\n\n"
                          "![[Book {}#Part]]\n\n![a picture](../pictures/{}.jpg)\n\n`%%code%%`\n",
                          n, n, n, n % rounds + 1, n, n, n));
  }
  site.publish_all();
  for (int n = 1; n <= rounds; ++n) {
    const auto check = site.journal().check_post(fmt::format("Post {}", n), site.to());
    ASSERT_TRUE(check.has_value()) << to_string(check.error());
    EXPECT_GE(check->findings.size(), 7U);
    for (const auto& finding : check->findings)
      EXPECT_TRUE(finding.outcome == Finding::Outcome::linked ||
                  finding.outcome == Finding::Outcome::shown)
          << to_string(finding.what) << " " << finding.name << ": " << finding.reason;
  }
}

}  // namespace
}  // namespace tote::host::publish
