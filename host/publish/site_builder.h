// SPDX-License-Identifier: GPL-2.0-or-later
// Makes the public view of a journal: which notes are in it, what their links become, their text as
// markup, and what was left out. The rules are those of host/publish/privacy.h.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/publish/finding.h"
#include "host/publish/link_fate.h"
#include "host/publish/note_source.h"
#include "host/publish/privacy.h"
#include "host/publish/site.h"

namespace tote::host::publish {

/// Which posts are in the site. All other notes are in it if they say so themselves.
struct Selection {
  std::set<std::string> posts;         ///< paths; those that are not public stay out all the same
  std::optional<std::string> preview;  ///< a note that is shown as though it were public
};

/// The slug that a post has, or that its title suggests.
[[nodiscard]] std::string post_slug(const notes::Note& note);

class SiteBuilder final : private LinkRules {
 public:
  /// `sections` names the folder of each type's pages. Borrows all.
  SiteBuilder(NoteSource& source, const PublishConfig& config,
              const std::map<std::string, std::string>& sections, AddressStyle style);
  ~SiteBuilder() override;

  /// Builds the site, without plugins' share. Errors: of reading.
  [[nodiscard]] Result<PublicSite> build(const Selection& selection);

  /// Of the last build: what was found in a page.
  [[nodiscard]] std::vector<Finding> findings_of(std::string_view path) const;

  /// The page of a note, empty if it has none.
  [[nodiscard]] std::string address_of(std::string_view path) const;

 private:
  struct Entry;

  /// A public profile note.
  struct Profile {
    std::string path;
    std::string owner;  ///< as the profile names its owner
    std::string url;
  };

  [[nodiscard]] Result<void> collect(const Selection& selection);
  void name_pages();
  [[nodiscard]] Result<void> collect_profiles();
  [[nodiscard]] PublicPage page_of(const Entry& entry);
  [[nodiscard]] std::vector<PublicField> fields_of(const notes::Note& note);
  void add_values(const notes::Note& note, const std::string& name, notes::ByteSpan span,
                  const std::string& text, std::vector<PublicField>& fields);
  [[nodiscard]] std::vector<std::string> tags_of(const notes::Note& note) const;
  void warn_of_contacts(const notes::Note& note);
  void report_comments(const notes::Note& note);
  [[nodiscard]] std::vector<PublicPerson> people() const;

  LinkFate fate_of(const notes::Note& note, const notes::Link& link) override;
  std::string tag_url(std::string_view tag) override;
  void report(const notes::Note& note, std::uint32_t offset, Finding finding) override;
  [[nodiscard]] LinkFate outside(const notes::Note& note, const notes::Link& link);
  [[nodiscard]] LinkFate picture(const notes::Note& note, const notes::Link& link);
  [[nodiscard]] LinkFate inside(const notes::Note& note, const notes::Link& link);
  [[nodiscard]] LinkFate note_fate(const notes::Note& note, const notes::Link& link,
                                   const std::string& path);
  [[nodiscard]] LinkFate embed(const notes::Note& note, const notes::Link& link, Entry& entry);
  LinkFate tell(const notes::Note& note, const notes::Link& link, Finding finding, LinkFate fate);
  [[nodiscard]] std::string type_of(const std::string& path);

  NoteSource& source_;
  const PublishConfig& config_;
  const std::map<std::string, std::string>& sections_;
  AddressStyle style_;
  std::map<std::string, std::unique_ptr<Entry>> entries_;  ///< by path; those in the site
  std::map<std::string, std::string> private_types_;       ///< of what else links led to, by path
  std::map<std::string, std::vector<Profile>> profiles_;   ///< public ones, by path of their owner
  std::map<std::string, PublicFile> images_;               ///< by address
  std::map<std::string, std::vector<Finding>> findings_;   ///< by path of the page
  std::vector<std::string> being_written_;                 ///< page, and what is embedded in it
  std::vector<std::string>* mentions_ = nullptr;
  std::uint32_t embeds_ = 0;  ///< so far, to keep their ids apart
};

}  // namespace tote::host::publish
