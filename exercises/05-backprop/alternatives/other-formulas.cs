// The same in other words: tensors where loops were meant, loops where matrices were meant, formulas multiplied out, recursion.
// cell: step
double[] Step(double[] x, double[] a, double[] deltaO, double[,] v, double[,] w, double eta)
{
    var (signals, delta) = (Tensor.From(a), Tensor.From(deltaO));
    var deltaH = ((1 - signals.Square()) * Tensor.From(w).MatMul(delta))[..^1];
    var gradient = signals.Outer(delta);
    for (var zeta = 0; zeta < a.Length; zeta++)
        for (var kappa = 0; kappa < deltaO.Length; kappa++)
            w[zeta, kappa] += -eta * gradient.At(zeta, kappa);
    for (var i = 0; i < x.Length; i++)
        for (var zeta = 0; zeta < a.Length - 1; zeta++)
            v[i, zeta] -= eta * x[i] * deltaH.At(zeta);
    return deltaH.ToArray<double>();
}
// cell: forward-batch
(Tensor A, Tensor Y) ForwardBatch(Tensor X, Net net)
{
    var A = 1 - 2 / ((2 * X.Linear(net.V.T, net.b)).Exp() + 1);
    return (A, 1 / (1 + (-A.Linear(net.W.T, net.c)).Exp()));
}
// cell: deltas
Tensor DeltaO(Tensor Y, Tensor T) => Y * Y - Y * Y * Y - T * Y + T * Y * Y;

Tensor DeltaH(Tensor A, Tensor W, Tensor deltaO) => W.MatMul(deltaO.T).T * (1 - A) * (1 + A);
// cell: gradients
Net Gradients(Tensor X, Tensor A, Tensor deltaO, Tensor deltaH)
{
    Tensor Averaged(Tensor signals, Tensor deltas)
    {
        var gradient = new double[signals.Shape[1], deltas.Shape[1]];
        for (var n = 0; n < signals.Shape[0]; n++)
            for (var i = 0; i < signals.Shape[1]; i++)
                for (var j = 0; j < deltas.Shape[1]; j++)
                    gradient[i, j] += signals.At(n, i) * deltas.At(n, j) / signals.Shape[0];
        return Tensor.From(gradient);
    }

    return new Net(Averaged(X, deltaH), deltaH.Mean(0), Averaged(A, deltaO), deltaO.Mean(0));
}
// cell: judge
double[] Differences(Func<double[], double> f, double[] p, double h)
{
    var differences = new double[p.Length];
    for (var k = 0; k < p.Length; k++)
    {
        p[k] += h;
        differences[k] = f(p);
        p[k] -= 2 * h;
        differences[k] = (differences[k] - f(p)) / (2 * h);
        p[k] += h;
    }
    return differences;
}

double LargestError(double[] a, double[] b)
{
    var largest = 0.0;
    for (var k = 0; k < a.Length; k++)
    {
        var error = Math.Abs(a[k] - b[k]) / Math.Max(Math.Abs(a[k]), Math.Abs(b[k]));
        if (error > largest)    // never true of 0/0
            largest = error;
    }
    return largest;
}
// cell: learn
Net Learn(Net net, Func<Net, Net> gradient, double eta, int steps)
{
    if (steps == 0)
        return net;
    var d = gradient(net);
    Tensor Down(Tensor p, Tensor slope) => p.Clone().AddInPlace(slope, -eta);
    return Learn(new Net(Down(net.V, d.V), Down(net.b, d.b), Down(net.W, d.W), Down(net.c, d.c)), gradient, eta, steps - 1);
}
