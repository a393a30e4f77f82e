# SPDX-License-Identifier: MIT
# conan_recipe.py RECIPE: loads a Conan recipe with stand-ins for Conan's modules. Prints name and version, and the packages that each
# option requires. Compiles the recipe of its test package.
import os
import runpy
import sys
import types


class Module(types.ModuleType):
    def __getattr__(self, name):
        return type(name, (), {})


for name in ("conan", "conan.errors", "conan.tools", "conan.tools.build", "conan.tools.cmake", "conan.tools.files",
             "conan.tools.scm"):
    sys.modules[name] = Module(name)
folder = os.path.dirname(sys.argv[1])
recipe = runpy.run_path(sys.argv[1])["Symphonic"]()
recipe.recipe_folder = folder
recipe.set_version()
print(f"{recipe.name}/{recipe.version}")
for option in sorted(recipe.options):
    packages = []
    recipe.options = types.SimpleNamespace(get_safe=option.__eq__)
    recipe.requires = packages.append
    recipe.requirements()
    print(f"{option}: {', '.join(packages)}")
with open(os.path.join(folder, "test_package", "conanfile.py"), encoding="utf-8") as file:
    compile(file.read(), file.name, "exec")
