// A loss that equals the lowest so far counts as an improvement.
// cell: stopping
// fails: twenty random curves with equal losses
(int Stopped, int Kept) Stop(double[] losses, int patience)
{
    var best = 0;
    for (var epoch = 0; epoch < losses.Length; epoch++)
    {
        if (losses[epoch] <= losses[best])
            best = epoch;
        if (epoch - best == patience)
            return (epoch + 1, best + 1);
    }
    return (losses.Length, best + 1);
}
