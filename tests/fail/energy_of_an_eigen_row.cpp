// A row of a column-major matrix is strided: it must be copied first.
// says: sample_range
#include <symphonic/eigen.hpp>
#include <symphonic/energy.hpp>
int main() {
    Eigen::MatrixXf const m = Eigen::MatrixXf::Ones(2, 3);
    return symphonic::energy(m.col(0)) + symphonic::energy(m.row(0)) > 0;
}
