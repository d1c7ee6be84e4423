// The unit for «both» excites the output instead of holding it back.
// cell: xor
// fails: XOR of 00, 01, 10, 11
// fails: XOR, inputs off by up to 0.1
(double[] A, double[] B, double[] V) XorNetwork() =>
    (new[] { -0.5, 1, 1 }, new[] { -1.5, 1, 1 }, new[] { -0.5, 1, 1 });
