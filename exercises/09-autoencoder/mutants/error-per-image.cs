// The squares are summed over the pixels and averaged over the images only.
// cell: pca
// fails: error of two images of two pixels
// fails: error of four random images
Tensor Code(Tensor X, Tensor mean, Tensor V)
{
    return (X - mean).MatMul(V.T);
}

Tensor Rebuild(Tensor Z, Tensor mean, Tensor V)
{
    return mean + Z.MatMul(V);
}

double Error(Tensor rebuilt, Tensor images)
{
    return (rebuilt - images).Square().Sum(1).Mean().Item();
}
