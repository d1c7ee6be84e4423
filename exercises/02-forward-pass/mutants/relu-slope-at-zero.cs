// The slope of the ReLU is 1 at 0 too.
// cell: activations
// fails: ReLU and its slope at -3, 0 and 2
double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
double SigmoidSlope(double z) => Sigmoid(z) * (1 - Sigmoid(z));
double TanhSlope(double z) => 1 - Math.Tanh(z) * Math.Tanh(z);
double ReLU(double z) => Math.Max(0, z);
double ReLUSlope(double z) => z >= 0 ? 1 : 0;
