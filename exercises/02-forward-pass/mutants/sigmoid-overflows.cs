// The sigmoid is written as e^z / (1 + e^z), which is not a number far out.
// cell: activations
// fails: sigmoid far out, at -1000 and 1000
double Sigmoid(double z) => Math.Exp(z) / (1 + Math.Exp(z));
double SigmoidSlope(double z) => Sigmoid(z) * (1 - Sigmoid(z));
double TanhSlope(double z) => 1 - Math.Tanh(z) * Math.Tanh(z);
double ReLU(double z) => Math.Max(0, z);
double ReLUSlope(double z) => z > 0 ? 1 : 0;
