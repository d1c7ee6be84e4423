// What leaves the image on one side comes in on the other.
// cell: move
// fails: one pixel to the right: the last column leaves, paper comes in
// fails: a random square image, down and left
// fails: a random wide image, up and right
double[,] Move(double[,] image, double down, double right)
{
    var (height, width) = (image.GetLength(0), image.GetLength(1));
    double Pixel(int i, int j) => image[(i + 2 * height) % height, (j + 2 * width) % width];

    var moved = new double[height, width];
    for (var r = 0; r < height; r++)
        for (var c = 0; c < width; c++)
        {
            var (y, x) = (r - down, c - right);
            var (i, j) = ((int)Math.Floor(y), (int)Math.Floor(x));
            var (v, u) = (y - i, x - j);
            moved[r, c] = (1 - v) * ((1 - u) * Pixel(i, j) + u * Pixel(i, j + 1))
                + v * ((1 - u) * Pixel(i + 1, j) + u * Pixel(i + 1, j + 1));
        }
    return moved;
}
