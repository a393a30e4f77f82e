// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_FILE_DESCRIPTOR_HPP
#define SYMPHONIC_IO_FILE_DESCRIPTOR_HPP

namespace symphonic {

/// An open POSIX file descriptor that a reader reads from and does not close. Reading begins at its current offset.
/// Reading a regular file leaves that offset unchanged; reading a pipe, socket or terminal consumes its bytes.
struct file_descriptor {
    int value = -1;   ///< as open(2) returns it
};

/// Standard input: `reader in{standard_input};`
inline constexpr file_descriptor standard_input{0};

}   // namespace symphonic
#endif
