# SPDX-License-Identifier: MIT
# tote_add_plugin(NAME SOURCES file... MANIFEST plugin.json [ASSETS file...])
#
# Adds the library target NAME and lays out its plugin folder, NAME/, with the library, the manifest and the assets, which keep their
# relative paths. The folder is made in TOTE_PLUGIN_OUTPUT_DIRECTORY (default: plugins/ in the build folder; point TOTE_PLUGIN_PATH at
# it to try the plugin) and installed to lib/tote/plugins.
#
# The manifest is the one source of id, version, the oldest host to run on (abi.minor) and the library's file name. The library exports tote_plugin_entry and nothing else,
# and has no undefined symbols.
#
# tote_add_plugin_tests(NAME [LEVEL n])
#
# Adds to CTest what `tote plugin test` and `tote plugin check --level n` (default 5) say of that plugin; its notes and questions are
# in fixtures/ beside the CMakeLists.txt, and so is the version before, if it is kept there. The `tote` is that of this SDK, or TOTE_PROGRAM.
include_guard(GLOBAL)

function(_tote_read_manifest manifest)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${manifest}")
  file(READ "${manifest}" json)
  foreach(member id version library)
    string(JSON value ERROR_VARIABLE error GET "${json}" ${member})
    if(error)
      message(FATAL_ERROR "${manifest}: needs the member '${member}': ${error}")
    endif()
    set(manifest_${member} "${value}" PARENT_SCOPE)
  endforeach()
  string(JSON major ERROR_VARIABLE error GET "${json}" abi major)
  if(error OR NOT major EQUAL 1)
    message(FATAL_ERROR "${manifest}: a library needs \"abi\": {\"major\": 1, \"minor\": 0}")
  endif()
  string(JSON minor GET "${json}" abi minor)
  set(manifest_abi_minor "${minor}" PARENT_SCOPE)
endfunction()

function(tote_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MANIFEST" "SOURCES;ASSETS")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES OR NOT arg_MANIFEST)
    message(FATAL_ERROR "tote_add_plugin(NAME SOURCES file... MANIFEST plugin.json [ASSETS file...])")
  endif()
  cmake_path(ABSOLUTE_PATH arg_MANIFEST NORMALIZE)
  _tote_read_manifest("${arg_MANIFEST}")

  if(NOT TOTE_PLUGIN_OUTPUT_DIRECTORY)
    set(TOTE_PLUGIN_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/plugins")
  endif()
  set(folder "${TOTE_PLUGIN_OUTPUT_DIRECTORY}/${name}")
  set(export_map "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map")

  add_library(${name} MODULE ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE tote::sdk)
  target_compile_features(${name} PRIVATE cxx_std_17)
  target_compile_definitions(
    ${name} PRIVATE TOTE_PLUGIN_ID="${manifest_id}" TOTE_PLUGIN_VERSION="${manifest_version}"
                    TOTE_TARGET_MINOR=${manifest_abi_minor})
  set_target_properties(
    ${name}
    PROPERTIES C_VISIBILITY_PRESET hidden
               CXX_VISIBILITY_PRESET hidden
               VISIBILITY_INLINES_HIDDEN ON
               LIBRARY_OUTPUT_DIRECTORY "${folder}"
               OUTPUT_NAME "${manifest_library}"
               PREFIX ""
               SUFFIX ""
               LINK_DEPENDS "${export_map}")
  target_link_options(
    ${name} PRIVATE "LINKER:-z,defs" "LINKER:--version-script=${export_map}" "LINKER:--exclude-libs,ALL"
    "LINKER:--build-id")
  install(TARGETS ${name} LIBRARY DESTINATION lib/tote/plugins/${name})

  _tote_copy("${arg_MANIFEST}" "${folder}/plugin.json")
  set(copies "${folder}/plugin.json")
  install(FILES "${arg_MANIFEST}" DESTINATION lib/tote/plugins/${name} RENAME plugin.json)
  foreach(asset IN LISTS arg_ASSETS)
    cmake_path(ABSOLUTE_PATH asset OUTPUT_VARIABLE source NORMALIZE)
    _tote_copy("${source}" "${folder}/${asset}")
    list(APPEND copies "${folder}/${asset}")
    cmake_path(GET asset PARENT_PATH asset_folder)
    install(FILES "${source}" DESTINATION lib/tote/plugins/${name}/${asset_folder})
  endforeach()
  add_custom_target(${name}_folder ALL DEPENDS ${copies})
  add_dependencies(${name} ${name}_folder)
endfunction()

function(tote_add_plugin_tests name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LEVEL" "")
  if(NOT arg_LEVEL)
    set(arg_LEVEL 5)
  endif()
  find_program(TOTE_PROGRAM tote HINTS "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../../../bin")
  if(NOT TOTE_PROGRAM)
    message(WARNING "there is no tote to test ${name} with: set TOTE_PROGRAM")
    return()
  endif()
  get_target_property(folder ${name} LIBRARY_OUTPUT_DIRECTORY)
  add_test(NAME ${name}.fixtures
           COMMAND "${TOTE_PROGRAM}" plugin test "${folder}" --fixtures "${CMAKE_CURRENT_SOURCE_DIR}/fixtures")
  set(previous "")
  foreach(kept IN ITEMS previous.tote-plugin.tar.gz previous)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/fixtures/${kept}")
      set(previous --previous "${CMAKE_CURRENT_SOURCE_DIR}/fixtures/${kept}")
    endif()
  endforeach()
  add_test(NAME ${name}.checks COMMAND "${TOTE_PROGRAM}" plugin check "${folder}" --level ${arg_LEVEL} ${previous})
endfunction()

function(_tote_copy from to)
  add_custom_command(
    OUTPUT "${to}"
    COMMAND "${CMAKE_COMMAND}" -E copy "${from}" "${to}"
    DEPENDS "${from}"
    VERBATIM)
endfunction()
