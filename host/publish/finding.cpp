// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/finding.h"

namespace tote::host::publish {

std::string_view to_string(Finding::What what) {
  switch (what) {
    case Finding::What::person:
      return "person";
    case Finding::What::book:
      return "book";
    case Finding::What::note:
      return "note";
    case Finding::What::image:
      return "image";
    case Finding::What::embed:
      return "embed";
    case Finding::What::link:
      return "link";
    case Finding::What::field:
      return "field";
    case Finding::What::comment:
      return "comment";
    case Finding::What::html:
      return "html";
    case Finding::What::contact:
      return "contact";
  }
  return "note";
}

std::string_view to_string(Finding::Outcome outcome) {
  switch (outcome) {
    case Finding::Outcome::linked:
      return "linked";
    case Finding::Outcome::shown:
      return "shown";
    case Finding::Outcome::text:
      return "text";
    case Finding::Outcome::blocked:
      return "blocked";
    case Finding::Outcome::warning:
      return "warning";
  }
  return "blocked";
}

}  // namespace tote::host::publish
