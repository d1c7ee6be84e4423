// The epoch without mistakes is not counted.
// cell: train
// fails: updates and epochs of OR
// fails: updates and epochs of AND
// fails: points on two sides of a line: updates and epochs
// fails: the start afterwards, and the weights of a right start
(double[] W, int Updates, int Epochs) Train(double[][] X, int[] t, double[] start, double eta, int maxEpochs)
{
    var w = start.ToArray();
    var (updates, epochs) = (0, 0);
    while (epochs < maxEpochs)
    {
        var mistakes = 0;
        for (var k = 0; k < X.Length; k++)
        {
            var y = Fires(w, X[k]);
            if (y == t[k])
                continue;
            mistakes++;
            w[0] -= eta * (y - t[k]);
            for (var i = 0; i < X[k].Length; i++)
                w[i + 1] -= eta * (y - t[k]) * X[k][i];
        }
        updates += mistakes;
        if (mistakes == 0)
            break;
        epochs++;
    }
    return (w, updates, epochs);
}
