# Write what PROGRAM prints, given ARGUMENTS, to OUT.
separate_arguments(ARGUMENTS)
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS}
  OUTPUT_VARIABLE text RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ${ARGUMENTS} failed: ${code}")
endif()
file(WRITE "${OUT}" "${text}")
