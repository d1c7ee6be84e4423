// The gradient is computed once, at the start.
// cell: learn
// fails: learning: three steps
// fails: learning: five steps in a random bowl, and the start as it was
// fails: XOR is learned
// fails: the opposite of XOR is learned, too
Net Learn(Net net, Func<Net, Net> gradient, double eta, int steps)
{
    var d = gradient(net);
    for (var step = 0; step < steps; step++)
    {
        net = new Net(net.V - eta * d.V, net.b - eta * d.b, net.W - eta * d.W, net.c - eta * d.c);
    }
    return net;
}
