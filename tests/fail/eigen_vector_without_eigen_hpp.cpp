// Without eigen.hpp an Eigen vector is refused: with it from() borrows the memory, without it from() would copy.
// says: range_without_strides
#include <Eigen/Core>
#include <symphonic/views/from.hpp>
int main() {
    Eigen::VectorXf const x = Eigen::VectorXf::Ones(3);
    return symphonic::from(x, 100.0).next();
}
