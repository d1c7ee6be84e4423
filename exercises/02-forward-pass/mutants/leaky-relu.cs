// A leaky ReLU in place of the ReLU.
// cell: activations
// fails: ReLU and its slope at -3, 0 and 2
// fails: ReLU and its slope at 20 random places
double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
double SigmoidSlope(double z) => Sigmoid(z) * (1 - Sigmoid(z));
double TanhSlope(double z) => 1 - Math.Tanh(z) * Math.Tanh(z);
double ReLU(double z) => z > 0 ? z : 0.01 * z;
double ReLUSlope(double z) => z > 0 ? 1 : 0.01;
