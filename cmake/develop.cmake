# Targets for those who work on ibid: format, tidy, cover.
find_program(CLANG_FORMAT clang-format)
if(CLANG_FORMAT)
  add_custom_target(format WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMAND find lib tools tests -name "*.[ch]" -exec ${CLANG_FORMAT} -i {} +
    VERBATIM)
endif()

# One file after another: tidy is asked seldom, and gcc's flags that clang
# does not know are no news.
find_program(CLANG_TIDY clang-tidy)
if(CLANG_TIDY)
  add_custom_target(tidy WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMAND find lib tools -name "*.c" -exec ${CLANG_TIDY} --quiet
      -p ${CMAKE_BINARY_DIR} {} +
    VERBATIM)
endif()

# After the tests of the coverage preset: which lines they reached.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND AND IBID_COVERAGE)
  add_custom_target(cover WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMAND ${Python3_EXECUTABLE} tests/coverage.py ${CMAKE_BINARY_DIR}
    VERBATIM)
endif()
