// The image moves up and to the left where it should move down and to the right.
// cell: move
// fails: a dot in the middle of 3 x 3, a quarter down and a half to the left
// fails: one pixel to the right: the last column leaves, paper comes in
// fails: a random square image, down and left
// fails: a random wide image, up and right
double[,] Move(double[,] image, double down, double right)
{
    var (height, width) = (image.GetLength(0), image.GetLength(1));
    double Pixel(int i, int j) => i >= 0 && i < height && j >= 0 && j < width ? image[i, j] : 0;

    var moved = new double[height, width];
    for (var r = 0; r < height; r++)
        for (var c = 0; c < width; c++)
        {
            var (y, x) = (r + down, c + right);
            var (i, j) = ((int)Math.Floor(y), (int)Math.Floor(x));
            var (v, u) = (y - i, x - j);
            moved[r, c] = (1 - v) * ((1 - u) * Pixel(i, j) + u * Pixel(i, j + 1))
                + v * ((1 - u) * Pixel(i + 1, j) + u * Pixel(i + 1, j + 1));
        }
    return moved;
}
