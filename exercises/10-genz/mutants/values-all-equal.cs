// Nothing is done about values that are all equal: 0 / 0.
// cell: approximate
// fails: values that are all 3.25
double[] Approximate(Sequential net, double[][] x, double[] y, double[][] at)
{
    Tensor Inputs(double[][] points) => (Matrix(points) * 2 - 1) * Math.Sqrt(3);

    var mean = y.Average();
    var deviation = Math.Sqrt(y.Average(value => (value - mean) * (value - mean)));
    var inputs = Inputs(x);
    var targets = Tensor.From(y.Select(value => (value - mean) / deviation).ToArray(), y.Length, 1);

    var optimizer = new LBFGS(net.Parameters(), maxIter: 100);
    optimizer.Step(() =>
    {
        optimizer.ZeroGrad();
        var loss = Loss.MeanSquaredError(net.Forward(inputs), targets);
        loss.Backward();
        return loss;
    });

    using (NoGrad.Begin())
        return net.Forward(Inputs(at)).ToArray<double>().Select(z => mean + deviation * z).ToArray();
}
