// SPDX-License-Identifier: GPL-2.0-or-later
// What a typed name may mean. Abstract, so that the grammar is tested without an index.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/answer.h"
#include "index/vocabulary.h"

namespace tote::index::store {
class Reader;
}

namespace tote::index::question {

/// How far a name was bent to fit; the sum over a question decides between its readings.
inline constexpr double article_cost = 0.1;
inline constexpr double subtitle_cost = 0.2;
inline constexpr double name_part_cost = 0.4;
inline constexpr double typo_cost = 1.0;  ///< for each edit

/// A note that a typed name may mean.
struct Meaning {
  NoteId note = 0;
  std::string title;
  std::string type;
  double cost = 0;
};

/// An end of an edge that no note has the name of.
struct Literal {
  std::string key;
  double cost = 0;
};

class Names {
 public:
  virtual ~Names() = default;
  /// Notes of that name: exact, but for an article, but for a subtitle, or one of whose name's
  /// parts it is (people only). All levels, so that a type can decide. No typos.
  [[nodiscard]] virtual std::vector<Meaning> find(std::string_view typed) const = 0;
  /// Notes of a similar name, fewest edits first.
  [[nodiscard]] virtual std::vector<Meaning> similar(std::string_view typed) const = 0;
  /// Ends of a relation's edges that have this key, or hold it as whole words if `by_part`.
  [[nodiscard]] virtual std::vector<Literal> literals(const RelationDecl& relation, End end,
                                                      std::string_view typed,
                                                      bool by_part) const = 0;
  [[nodiscard]] virtual bool has_tag(std::string_view tag) const = 0;
  /// Whether the folded word stands anywhere in the notes' text.
  [[nodiscard]] virtual bool has_word(std::string_view word) const = 0;
};

/// Names of an index. Requires: `reader` outlives it.
[[nodiscard]] std::unique_ptr<Names> names_of(const store::Reader& reader);

}  // namespace tote::index::question
