// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/json_schema.h"

#include <functional>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace tote::host::author {
namespace {

using nlohmann::json;

class Checker {
 public:
  explicit Checker(const json& root) : root_(root) {}

  void check(const json& schema, const json& value, const std::string& pointer) {
    for (const auto& [keyword, rule] : schema.items()) {
      const auto known = keywords().find(keyword);
      if (known == keywords().end())
        throw std::logic_error("the schema uses the unknown keyword " + keyword);
      if (known->second != nullptr)
        (this->*known->second)(schema, rule, value, pointer);
    }
  }

  std::vector<std::string> found;

 private:
  using Check = void (Checker::*)(const json&, const json&, const json&, const std::string&);

  static const std::map<std::string, Check>& keywords() {
    static const std::map<std::string, Check> all = {
        {"$schema", nullptr},
        {"title", nullptr},
        {"description", nullptr},
        {"definitions", nullptr},
        {"format", nullptr},
        {"$ref", &Checker::reference},
        {"allOf", &Checker::all_of},
        {"type", &Checker::type},
        {"enum", &Checker::choice},
        {"const", &Checker::constant},
        {"pattern", &Checker::pattern},
        {"minLength", &Checker::min_length},
        {"minimum", &Checker::minimum},
        {"minItems", &Checker::min_items},
        {"maxItems", &Checker::max_items},
        {"uniqueItems", &Checker::unique_items},
        {"items", &Checker::items},
        {"minProperties", &Checker::min_properties},
        {"properties", &Checker::properties},
        {"additionalProperties", &Checker::additional_properties},
        {"required", &Checker::required},
        {"dependencies", &Checker::dependencies},
    };
    return all;
  }

  void expect(bool holds, const std::string& pointer, const std::string& fault) {
    if (!holds)
      found.push_back(pointer + ": " + fault);
  }

  void reference(const json&, const json& rule, const json& value, const std::string& pointer) {
    check(root_.at(json::json_pointer(rule.get<std::string>().substr(1))), value, pointer);
  }

  void all_of(const json&, const json& rule, const json& value, const std::string& pointer) {
    for (const auto& part : rule)
      check(part, value, pointer);
  }

  void type(const json&, const json& rule, const json& value, const std::string& pointer) {
    const std::string wanted = rule;
    const bool fits =
        (wanted == "object" && value.is_object()) || (wanted == "array" && value.is_array()) ||
        (wanted == "string" && value.is_string()) || (wanted == "boolean" && value.is_boolean()) ||
        (wanted == "integer" && value.is_number_integer()) ||
        (wanted == "number" && value.is_number());
    expect(fits, pointer, "is no " + wanted);
  }

  void choice(const json&, const json& rule, const json& value, const std::string& pointer) {
    bool is_there = false;
    for (const auto& option : rule)
      is_there = is_there || option == value;
    expect(is_there, pointer, "is none of " + rule.dump());
  }

  void constant(const json&, const json& rule, const json& value, const std::string& pointer) {
    expect(rule == value, pointer, "is not " + rule.dump());
  }

  void pattern(const json&, const json& rule, const json& value, const std::string& pointer) {
    if (value.is_string())
      expect(std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())),
             pointer, "does not match " + rule.dump());
  }

  void min_length(const json&, const json& rule, const json& value, const std::string& pointer) {
    if (value.is_string())
      expect(value.get<std::string>().size() >= rule, pointer, "is too short");
  }

  void minimum(const json&, const json& rule, const json& value, const std::string& pointer) {
    if (value.is_number())
      expect(value >= rule, pointer, "is too small");
  }

  void min_items(const json&, const json& rule, const json& value, const std::string& pointer) {
    if (value.is_array())
      expect(value.size() >= rule, pointer, "has too few items");
  }

  void max_items(const json&, const json& rule, const json& value, const std::string& pointer) {
    if (value.is_array())
      expect(value.size() <= rule, pointer, "has too many items");
  }

  void unique_items(const json&, const json&, const json& value, const std::string& pointer) {
    if (value.is_array())
      expect(std::set<json>(value.begin(), value.end()).size() == value.size(), pointer,
             "has an item twice");
  }

  void items(const json&, const json& rule, const json& value, const std::string& pointer) {
    if (!value.is_array())
      return;
    for (std::size_t i = 0; i < value.size(); ++i)
      check(rule, value[i], pointer + '/' + std::to_string(i));
  }

  void min_properties(const json&, const json& rule, const json& value,
                      const std::string& pointer) {
    if (value.is_object())
      expect(value.size() >= rule, pointer, "has too few members");
  }

  void properties(const json&, const json& rule, const json& value, const std::string& pointer) {
    if (!value.is_object())
      return;
    for (const auto& [name, part] : rule.items())
      if (value.contains(name))
        check(part, value[name], pointer + '/' + name);
  }

  void additional_properties(const json& schema, const json& rule, const json& value,
                             const std::string& pointer) {
    if (!value.is_object())
      return;
    for (const auto& [name, member] : value.items()) {
      if (schema.contains("properties") && schema["properties"].contains(name))
        continue;
      if (rule.is_object())
        check(rule, member, pointer + '/' + name);
      else
        expect(rule.get<bool>(), pointer, "has the unknown member " + name);
    }
  }

  void required(const json&, const json& rule, const json& value, const std::string& pointer) {
    for (const auto& name : rule)
      if (value.is_object())
        expect(value.contains(name.get<std::string>()), pointer,
               "lacks " + name.get<std::string>());
  }

  void dependencies(const json&, const json& rule, const json& value, const std::string& pointer) {
    for (const auto& [name, needed] : rule.items())
      if (value.is_object() && value.contains(name))
        required(value, needed, value, pointer);
  }

  const json& root_;
};

}  // namespace

std::vector<std::string> schema_violations(const json& schema, const json& value) {
  Checker checker(schema);
  checker.check(schema, value, "");
  return std::move(checker.found);
}

}  // namespace tote::host::author
