// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"

#include <stdexcept>
#include <string>

#include <stdlib.h>

namespace fs = std::filesystem;

namespace tour {

temporary_folder::temporary_folder() {
    auto name = (fs::temp_directory_path() / "tour_XXXXXX").native();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot create the folder " + name);
    path_ = name;
}
temporary_folder::~temporary_folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}   // namespace tour
