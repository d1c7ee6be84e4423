// The parameters are changed in place, so the start is gone.
// cell: learn
// fails: learning: five steps in a random bowl, and the start as it was
Net Learn(Net net, Func<Net, Net> gradient, double eta, int steps)
{
    for (var step = 0; step < steps; step++)
    {
        var d = gradient(net);
        net.V.AddInPlace(d.V, -eta);
        net.b.AddInPlace(d.b, -eta);
        net.W.AddInPlace(d.W, -eta);
        net.c.AddInPlace(d.c, -eta);
    }
    return net;
}
