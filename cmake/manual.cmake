# Man pages and shell completions, written by the program from its own tables:
#   ibid help --man [VERB]    ibid help --complete bash|zsh|fish
file(GLOB verb_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/cmd_*.c)
set(manual_files "")

function(write_with_program file)
  add_custom_command(OUTPUT ${file} DEPENDS ibid_program VERBATIM
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:ibid_program>
      -DOUT=${file} "-DARGUMENTS=${ARGN}"
      -P ${CMAKE_SOURCE_DIR}/cmake/capture.cmake)
  set(manual_files ${manual_files} ${file} PARENT_SCOPE)
endfunction()

set(man_folder ${CMAKE_BINARY_DIR}/man)
set(completion_folder ${CMAKE_BINARY_DIR}/completions)
write_with_program(${man_folder}/ibid.1 help --man)
foreach(source IN LISTS verb_sources)
  string(REGEX REPLACE ".*/cmd_([a-z_]+)\\.c$" "\\1" verb ${source})
  write_with_program(${man_folder}/ibid-${verb}.1 help --man ${verb})
endforeach()
write_with_program(${completion_folder}/ibid.bash help --complete bash)
write_with_program(${completion_folder}/_ibid help --complete zsh)
write_with_program(${completion_folder}/ibid.fish help --complete fish)
add_custom_target(manual ALL DEPENDS ${manual_files})
