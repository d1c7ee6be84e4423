// The scores themselves are divided by their sum.
// cell: softmax
// fails: softmax of 1, 2, 3
// fails: softmax of 1000, 1001, 1003
// fails: softmax of seven random scores
// fails: softmax around -1000, around a million, and far apart
// fails: probabilities and scores, side by side
double[] Softmax(double[] z) => z.Select(score => score / z.Sum()).ToArray();
