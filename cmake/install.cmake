# What `cmake --install` puts where, and the Debian package made of it.
include(CMakePackageConfigHelpers)

install(TARGETS ibid_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS ibid_shared EXPORT ibid
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
# ... and the parts that it is put together of.
install(DIRECTORY ${CMAKE_SOURCE_DIR}/lib/ibid
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")

install(DIRECTORY ${man_folder}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${completion_folder}/ibid.bash RENAME ibid
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${completion_folder}/_ibid
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${completion_folder}/ibid.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE RENAME copyright
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/ibid)
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/ibid)

# pkg-config: the prefix is found from the file's own place, so that the
# installed tree can be moved.
file(RELATIVE_PATH up "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file(${CMAKE_SOURCE_DIR}/cmake/ibid.pc.in
  ${CMAKE_BINARY_DIR}/ibid.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/ibid.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/ibid)
install(EXPORT ibid NAMESPACE ibid:: FILE ibid-config.cmake
  DESTINATION ${package_folder})
write_basic_package_version_file(ibid-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ibid-config-version.cmake
  DESTINATION ${package_folder})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ibid)
set(CPACK_PACKAGE_VENDOR "the ibid authors")
set(CPACK_PACKAGE_CONTACT "the ibid authors <ibid@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_DESCRIPTION "ibid reads articles, finds statements,\
 casualties, roles and events in them, and keeps every one with the exact\
 words it rests on. Facts are corrected with an undoable journal and exported\
 as cited tables that can be verified.")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
