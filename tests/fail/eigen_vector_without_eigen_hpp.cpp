// Lent where eigen.hpp is included, it must not be copied where it is not: one program would have two meanings of from.
// says: range_without_strides
#include <Eigen/Core>
#include <symphonic/views/from.hpp>
int main() {
    Eigen::VectorXf const x = Eigen::VectorXf::Ones(3);
    return symphonic::from(x, 100.0).next();
}
