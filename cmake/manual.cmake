# Man pages and shell completions, written by the program from its own tables:
#   ibid help --man [VERB]    ibid help --complete bash|zsh|fish
# The verbs are those of the array in tools/commands.c.
set(verb_table ${CMAKE_SOURCE_DIR}/tools/commands.c)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${verb_table})
file(READ ${verb_table} verbs)
string(REGEX MATCHALL "&cmd_[a-z_]+" verbs "${verbs}")
list(TRANSFORM verbs REPLACE "&cmd_" "")
set(manual_files "")

function(write_with_program file)
  list(JOIN ARGN " " arguments)
  add_custom_command(OUTPUT ${file} DEPENDS ibid_program VERBATIM
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:ibid_program>
      -DOUT=${file} "-DARGUMENTS=${arguments}"
      -P ${CMAKE_SOURCE_DIR}/cmake/capture.cmake)
  set(manual_files ${manual_files} ${file} PARENT_SCOPE)
endfunction()

set(man_folder ${CMAKE_BINARY_DIR}/man)
set(completion_folder ${CMAKE_BINARY_DIR}/completions)
write_with_program(${man_folder}/ibid.1 help --man)
foreach(verb IN LISTS verbs)
  write_with_program(${man_folder}/ibid-${verb}.1 help --man ${verb})
endforeach()
write_with_program(${completion_folder}/ibid.bash help --complete bash)
write_with_program(${completion_folder}/_ibid help --complete zsh)
write_with_program(${completion_folder}/ibid.fish help --complete fish)
add_custom_target(manual ALL DEPENDS ${manual_files})
