// All epochs without improvement are counted, not only those in a row.
// cell: stopping
// fails: ten epochs, patience 3: stopped, kept
// fails: twenty random curves, patience 1 to 10
// fails: twenty random curves with equal losses
(int Stopped, int Kept) Stop(double[] losses, int patience)
{
    var (best, waited) = (0, 0);
    for (var epoch = 1; epoch < losses.Length; epoch++)
    {
        if (losses[epoch] < losses[best])
            best = epoch;
        else if (++waited == patience)
            return (epoch + 1, best + 1);
    }
    return (losses.Length, best + 1);
}
