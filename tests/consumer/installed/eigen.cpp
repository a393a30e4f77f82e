// SPDX-License-Identifier: MIT
// The component eigen: changes a matrix of this library as an Eigen matrix.
#include <symphonic/eigen.hpp>

int main() {
    symphonic::matrix<float> levels(3, 4);
    symphonic::as_eigen(levels).setConstant(2);
    symphonic::as_eigen(levels).row(1) *= 5;
    return levels(1, 3) == 10 && symphonic::as_eigen(levels).sum() == 56 ? 0 : 1;
}
