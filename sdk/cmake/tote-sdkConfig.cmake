# SPDX-License-Identifier: MIT
# find_package(tote-sdk) gives the target tote::sdk and the function tote_add_plugin. Depends on nothing.
include("${CMAKE_CURRENT_LIST_DIR}/tote-sdkTargets.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/TotePlugin.cmake")
