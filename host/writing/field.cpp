// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/field.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "host/writing/field_kind.h"
#include "notes/edit/field_edit.h"

namespace tote::host {
namespace {

class FieldProposer {
 public:
  FieldProposer(const Journal& journal, const FieldRequest& request, notes::Note note)
      : journal_(journal), request_(request), note_(std::move(note)) {}

  [[nodiscard]] Result<Proposal> run() {
    const std::string key = canonical_key();
    TOTE_TRY(auto edits, edits_for(key));
    const char* verb = request_.action == FieldAction::set   ? "set"
                       : request_.action == FieldAction::add ? "add to"
                                                             : "unset";
    proposal_.path = note_.path;
    proposal_.changes.summary = fmt::format("{} {} of {}", verb, key, note_.title);
    if (!edits.empty())
      proposal_.changes.files = {notes::rewrite(note_, std::move(edits))};
    return std::move(proposal_);
  }

 private:
  /// The declared name of the field, unless the note spells it itself.
  [[nodiscard]] std::string canonical_key() {
    const std::string key = notes::canonical_field_key(request_.field);
    const auto& vocabulary = journal_.vocabulary();
    field_ = vocabulary.field(key, note_.type);
    relation_ = vocabulary.relation_of_field(key, note_.type);
    if (note_.find_value(key) != nullptr || is_field_of_every_note(key))
      return key;
    if (relation_ != nullptr)
      return relation_->field;
    if (field_ != nullptr)
      return field_->id;
    if (request_.action != FieldAction::unset)
      remark_unknown(key);
    return key;
  }

  void remark_unknown(const std::string& key) {
    const auto meant = closest_field(journal_.vocabulary(), note_.type, key);
    proposal_.remarks.push_back(
        fmt::format("no plugin knows the field '{}' of a {}{}; it is kept as text", key, note_.type,
                    meant.empty() ? "" : fmt::format(" (did you mean {}?)", meant)));
  }

  [[nodiscard]] Result<std::vector<notes::Replacement>> edits_for(const std::string& key) {
    if (request_.action == FieldAction::unset)
      return notes::unset_field(note_, key);
    if (field_ != nullptr) {
      TOTE_CHECK(check_bounds(*field_, request_.value));
      if (!suits_field(*field_, request_.value))
        proposal_.remarks.push_back(misfit(*field_, request_.value));
    }
    const std::string value = linked_value();
    return request_.action == FieldAction::set
               ? notes::set_field(note_, key, notes::one_value(value))
               : notes::add_to_field(note_, key, value);
  }

  /// A name becomes a link to its note where the field relates notes.
  [[nodiscard]] std::string linked_value() const {
    if (relation_ == nullptr || relation_->source != index::RelationSource::field ||
        request_.value.find("[[") != std::string::npos)
      return request_.value;
    const auto named = journal_.find_note(request_.value);
    return named ? fmt::format("[[{}]]", named->title) : request_.value;
  }

  const Journal& journal_;
  const FieldRequest& request_;
  notes::Note note_;
  const index::FieldDecl* field_ = nullptr;
  const index::RelationDecl* relation_ = nullptr;
  Proposal proposal_;
};

}  // namespace

Result<Proposal> propose_field(const Journal& journal, const FieldRequest& request) {
  TOTE_TRY(const auto card, journal.find_note(request.note));
  TOTE_TRY(auto note, journal.read_note(card.path));
  return FieldProposer(journal, request, std::move(note)).run();
}

}  // namespace tote::host
