// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/guard.h"

#include <exception>
#include <new>
#include <system_error>

#include <xapian.h>

namespace tote::index::store {
namespace {

Error described(ErrorCode code, const std::string& what, const Xapian::Error& error) {
  std::string message = what;
  message += " (" + std::string(error.get_type());
  if (!error.get_msg().empty())
    message += ": " + error.get_msg();
  if (const char* system = error.get_error_string())
    message += ": " + std::string(system);
  return {code, message + ')', std::nullopt};
}

}  // namespace

Error describe_current_exception() {
  try {
    throw;
  } catch (const Xapian::DatabaseLockError& error) {
    return described(ErrorCode::conflict,
                     "another process is writing the index: wait until it is done", error);
  } catch (const Xapian::DatabaseNotFoundError& error) {
    return described(ErrorCode::not_found, "there is no index yet", error);
  } catch (const Xapian::DatabaseVersionError& error) {
    return described(ErrorCode::unavailable,
                     "the index was written by another version: it has to be built anew", error);
  } catch (const Xapian::FeatureUnavailableError& error) {
    return described(ErrorCode::unavailable, "the index cannot be read here", error);
  } catch (const Xapian::DatabaseCorruptError& error) {
    return described(ErrorCode::io, "the index is damaged: `tote reindex` builds it anew", error);
  } catch (const Xapian::DocNotFoundError& error) {
    return described(ErrorCode::not_found, "the note is not in the index any more", error);
  } catch (const Xapian::DatabaseError& error) {
    return described(ErrorCode::io, "the index cannot be read or written", error);
  } catch (const Xapian::SerialisationError& error) {
    return described(ErrorCode::io, "the index is damaged: `tote reindex` builds it anew", error);
  } catch (const Xapian::QueryParserError& error) {
    return described(ErrorCode::invalid_input, "the line cannot be searched for", error);
  } catch (const Xapian::WildcardError& error) {
    return described(ErrorCode::invalid_input, "the beginning of a word is too short", error);
  } catch (const Xapian::Error& error) {
    return described(ErrorCode::internal, "the index was asked for something impossible", error);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::system_error& error) {
    return {ErrorCode::io, std::string("the index's files: ") + error.what(), std::nullopt};
  } catch (const std::exception& error) {
    return {ErrorCode::internal, std::string("the index failed: ") + error.what(), std::nullopt};
  }
}

bool is_overtaken() {
  try {
    throw;
  } catch (const Xapian::DatabaseModifiedError&) {
    return true;
  } catch (...) {
    return false;
  }
}

}  // namespace tote::index::store
