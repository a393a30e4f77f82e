# SPDX-License-Identifier: MIT
import os
import re

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy
from conan.tools.scm import Version

required_conan_version = ">=2.0"

# The packages that the component of each option requires.
PACKAGES = {
    "cache": ["xxhash/[>=0.8.1 <1]"],
    "eigen": ["eigen/[>=3.4]"],
    "fftw": ["fftw/[>=3.3 <4]"],
    "io": ["libsndfile/[>=1.1 <2]"],
    "parallel": ["libsndfile/[>=1.1 <2]", "onetbb/[>=2021.8]"],
}
MIN_COMPILER = {"gcc": "12", "clang": "16"}


class Symphonic(ConanFile):
    name = "symphonic"
    description = "Header-only C++20 library that analyses audio as pipelines of ranges: levels, energy, spectra"
    topics = ("audio", "dsp", "fft", "header-only")
    license = "MIT"
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {option: [True, False] for option in PACKAGES}
    default_options = {option: False for option in PACKAGES}
    no_copy_source = True

    @property
    def _project(self):
        return os.path.normpath(os.path.join(self.recipe_folder, "..", "..", ".."))

    def set_version(self):
        with open(os.path.join(self._project, "include", "symphonic", "core", "version.hpp"), encoding="utf-8") as file:
            self.version = ".".join(re.findall(r"#define SYMPHONIC_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", file.read()))

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*"):
            copy(self, pattern, self._project, self.export_sources_folder, excludes="cmake/packaging/*")

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        wanted = {package for option in PACKAGES if self.options.get_safe(option) for package in PACKAGES[option]}
        for package in sorted(wanted):
            self.requires(package)

    def validate(self):
        check_min_cppstd(self, 20)
        if self.settings.os != "Linux":
            raise ConanInvalidConfiguration("symphonic supports Linux only")
        compiler = str(self.settings.compiler)
        if Version(self.settings.compiler.version) < MIN_COMPILER.get(compiler, "0"):
            raise ConanInvalidConfiguration(f"symphonic needs {compiler} {MIN_COMPILER[compiler]} or newer")

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.user_presets_path = False
        for part in ("TESTS", "EXAMPLES", "BENCHMARKS"):
            toolchain.cache_variables[f"SYMPHONIC_BUILD_{part}"] = False
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        CMake(self).configure()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))

    def package_id(self):
        self.info.clear()   # all components are installed always

    def package_info(self):
        # CMake consumers use the package's own config file, with its components and messages.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = [os.path.join("share", "cmake", "symphonic")]
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
