// The bias is not learned, so that every line keeps its distance from 0.
// cell: train
// fails: the weights that OR ends with
// fails: updates and epochs of OR
// fails: updates and epochs of AND
// fails: points on two sides of a random line: the weights
// fails: points on two sides of a line: updates and epochs
// fails: points that no line separates: updates and epochs
(double[] W, int Updates, int Epochs) Train(double[][] X, int[] t, double[] start, double eta, int maxEpochs)
{
    var w = start.ToArray();
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
            for (var i = 0; i < X[k].Length; i++)
                w[i + 1] -= eta * (y - t[k]) * X[k][i];
        }
        updates += mistakes;
        if (mistakes == 0)
            break;
    }
    return (w, updates, epochs);
}
