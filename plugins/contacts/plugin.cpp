// SPDX-License-Identifier: GPL-2.0-or-later
// tote.contacts: brings addresses, telephone numbers and birthdays to one form, and reads the
// contact log in a person's note.
#include <string>
#include <string_view>

#include <tote/plugin.hpp>

#include "contacts/birthday.h"
#include "contacts/contact_log.h"
#include "contacts/email.h"
#include "contacts/names.h"
#include "contacts/phone.h"

namespace tote::contacts {
namespace {

normalised email_field(std::string_view text) {
  if (auto email = read_email(text))
    return normalised::to(*std::move(email));
  return normalised::unreadable("email-unreadable",
                                "not an email address; write `name@host.example`");
}

normalised birthday_field(std::string_view text) {
  if (const auto birthday = read_birthday(text))
    return normalised::to(*birthday, birthday_key(*birthday));
  return normalised::unreadable(
      "birthday-unreadable",
      "not a birthday; write `1954-11-27`, `27 November 1954`, or `--11-27` without the year");
}

class Contacts {
 public:
  /// The setting `country-code` is the calling code of numbers without one.
  explicit Contacts(const settings& settings)
      : country_code_(read_country_code(settings.text("country-code"))) {}

  [[nodiscard]] normalised field(const field_value& value) const {
    if (value.field == "email")
      return email_field(value.text);
    if (value.field == "birthday")
      return birthday_field(value.text);
    if (value.field == "phone")
      return phone_field(value.text);
    return {};
  }

  void extract(const note& note, doc& doc) const {
    if (note.type() != "person")
      return;
    if (const std::string name = uninverted(note.title()); !name.empty())
      doc.term(name);
    for (const char* key : {"nickname", "nicknames", "full-name", "maiden-name"})
      for (const auto& name : note.field(key))
        doc.term(name.text);
    for (const auto& entry : read_contact_log(note))
      doc.edge("contacted", end::self(), end::me(), entry.span, entry.date);
  }

 private:
  [[nodiscard]] normalised phone_field(std::string_view text) const {
    const Phone phone = read_phone(text, country_code_);
    if (phone.fault == PhoneFault::none)
      return normalised::to(phone.canonical);
    auto result = normalised::unreadable(
        phone.fault == PhoneFault::country ? "phone-country" : "phone-unreadable",
        explain(phone.fault));
    if (phone.fault == PhoneFault::country)
      result.finding->severity = TOTE_INFO;
    return result;
  }

  std::string country_code_;
};

}  // namespace
}  // namespace tote::contacts

TOTE_PLUGIN(tote::contacts::Contacts)
