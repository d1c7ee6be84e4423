// It learns in the array of the caller.
// cell: train
// fails: the start afterwards, and the weights of a right start
(double[] W, int Updates, int Epochs) Train(double[][] X, int[] t, double[] start, double eta, int maxEpochs)
{
    var w = start;
    var (updates, epochs) = (0, 0);
    while (epochs < maxEpochs)
    {
        epochs++;
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
    }
    return (w, updates, epochs);
}
