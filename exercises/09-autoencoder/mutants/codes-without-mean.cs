// The mean is not subtracted from the images.
// cell: pca
// fails: codes of two images of three pixels
// fails: codes of four random images
Tensor Code(Tensor X, Tensor mean, Tensor V)
{
    return X.MatMul(V.T);
}

Tensor Rebuild(Tensor Z, Tensor mean, Tensor V)
{
    return mean + Z.MatMul(V);
}

double Error(Tensor rebuilt, Tensor images)
{
    return (rebuilt - images).Square().Mean().Item();
}
