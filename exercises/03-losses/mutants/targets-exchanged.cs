// The two terms have changed places: y goes with the logarithm of 1 - p.
// cell: binary
// fails: z = 0.8, y = 1; z = 0.8, y = 0; z = -2, y = 0.25
// fails: sure: z = -800, y = 1; z = 800, y = 0; z = 800, y = 1
// fails: 20 random logits, targets 0, 1 and between
// fails: 20 random logits beyond 800 and -800
double BinaryCrossEntropy(double z, double y)
{
    double Softplus(double a) => Math.Max(a, 0) + Math.Log(1 + Math.Exp(-Math.Abs(a)));
    return y * Softplus(z) + (1 - y) * Softplus(-z);
}
