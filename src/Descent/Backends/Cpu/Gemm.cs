using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Descent.Backends.Cpu;

/// <summary>
/// The matrix product C = op(A) op(B), optionally plus a bias row, in the way of GotoBLAS and BLIS (Goto and van de Geijn,
/// "Anatomy of high-performance matrix multiplication", 2008; Van Zee and van de Geijn, "BLIS", 2015): blocks that fit the
/// caches, packed in the order in which they are read, and a tile of C in registers.
/// <para>
/// Every element of C is summed over the inner index in ascending order by fused multiply-adds, starting from zero, and the
/// bias is added last. No vector width, block size, path or number of threads changes that, so all give the same bits.
/// </para>
/// </summary>
internal static unsafe class Gemm
{
    // A panel of B (Depth x 128 bytes at 512 bits = 48 KiB, half of that at 256) stays in or near the first-level cache while
    // tiles of A pass by; a block of A (Rows x Depth floats = 216 KiB) stays in the second-level cache; a block of B
    // (Depth x Columns floats = 3 MiB) in the third. Measured on a Zen 5 core (48 KiB, 1 MiB, 32 MiB; 275 GFLOP/s of
    // multiply-adds on registers), n = 128 .. 2048: 238 to 254 GFLOP/s, that is 87 to 93 % of the peak; depths of 448 and
    // 512 change nothing, 192 and 256 lose 1 to 5 %.
    private const int Depth = 384;
    private const int Rows = 144;
    private const int Columns = 2048;

    // Up to this many multiply-adds (4 x 10 x 3, 0.05 microseconds), setting up tiles costs as much as it saves.
    private const long ScalarWork = 256;

    // Multiply-adds that are worth another thread: 8 microseconds' work for a 512-bit core, 16 for a 256-bit one.
    private const long WorkPerThread = 1L << 20;

    // Reading and packing an element of B takes as long as so many multiply-adds.
    private const int PackingWork = 12;

    /// <summary>The widest vectors that this machine is fast at: without a fused multiply-add in hardware, none are.</summary>
    public static InstructionSet Best { get; } =
        !Fma.IsSupported && !AdvSimd.IsSupported ? InstructionSet.Scalar
        : Vector512.IsHardwareAccelerated ? InstructionSet.Vector512
        : Vector256.IsHardwareAccelerated ? InstructionSet.Vector256
        : InstructionSet.Vector128;

    /// <summary>C = op(A) op(B) + bias. All matrices are row-major without gaps; C is overwritten.</summary>
    /// <param name="transposeA">Whether A is stored as k x m.</param>
    /// <param name="transposeB">Whether B is stored as n x k.</param>
    /// <param name="m">Rows of op(A) and C.</param>
    /// <param name="n">Columns of op(B) and C.</param>
    /// <param name="k">Columns of op(A), rows of op(B); 0 gives zeros (plus the bias).</param>
    /// <param name="a">A, m * k elements.</param>
    /// <param name="b">B, k * n elements.</param>
    /// <param name="c">C, m * n elements; must not overlap A, B or the bias.</param>
    /// <param name="threads">At most so many threads; small products use one.</param>
    /// <param name="bias">n elements added to every row, or empty.</param>
    /// <exception cref="ArgumentException">A span is shorter than its matrix.</exception>
    public static void Multiply<T>(bool transposeA, bool transposeB, int m, int n, int k, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int threads, ReadOnlySpan<T> bias = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var set = (long)m * n * k <= ScalarWork ? InstructionSet.Scalar : Best;
        Multiply(set, transposeA, transposeB, m, n, k, a, b, c, threads, bias);
    }

    /// <summary>The same with the instruction set forced, for tests and measurements.</summary>
    public static void Multiply<T>(InstructionSet set, bool transposeA, bool transposeB, int m, int n, int k, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int threads, ReadOnlySpan<T> bias = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"MatMul: {typeof(T).Name} elements; float and double are supported");
        // What follows works on pointers, so sizes are checked here, always.
        if (m < 0 || n < 0 || k < 0 || a.Length < (long)m * k || b.Length < (long)k * n || c.Length < (long)m * n || (bias.Length != n && !bias.IsEmpty))
            throw new ArgumentException($"MatMul: ({m}, {k}) x ({k}, {n}): given {a.Length}, {b.Length}, {c.Length} and {bias.Length} elements");
        if (m == 0 || n == 0)
            return;

        fixed (T* aData = a, bData = b, cData = c, biasData = bias)
        {
            var product = new Product<T>
            {
                M = m,
                N = n,
                K = k,
                A = aData,
                ARow = transposeA ? 1 : k,
                AStep = transposeA ? m : 1,
                B = bData,
                BStep = transposeB ? 1 : n,
                BColumn = transposeB ? k : 1,
                C = cData,
                CRow = n,
                Bias = biasData,
            };
            threads = (int)Math.Min(threads, (m + PackingWork) * (long)n * k / WorkPerThread);
            if (threads <= 1)
                Run(set, product);
            else
                Split(set, product, threads);
        }
    }

    // Each thread computes its own rectangle of C; the rectangles are as square as the number of threads allows, because
    // each of them packs its rows of A and its columns of B for itself.
    private static void Split<T>(InstructionSet set, in Product<T> product, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Unit = 32;
        var (down, across, cost) = (1, threads, long.MaxValue);
        for (var d = 1; d <= threads; d++)
        {
            if (threads % d != 0)
                continue;
            var packed = ((long)product.M * (threads / d) + (long)product.N * d) * product.K;

            // A transposed A is a weight's gradient: optimizers read it row by row, each thread its own rows, and what another thread wrote
            // has to come from its core's cache. That takes as long as packing it, and far longer where cores share no cache.
            var crossing = product.AStep == 1 ? 0 : (long)product.M * product.N * (threads / d - 1) / (threads / d);
            if (packed + crossing < cost)
                (down, across, cost) = (d, threads / d, packed + crossing);
        }

        CpuThreads.For(down * across, new Rectangles<T>(set, product, RoundUp(product.M, down, 12), RoundUp(product.N, across, Unit), across));

        static int RoundUp(int length, int parts, int unit) => (length + parts * unit - 1) / (parts * unit) * unit;
    }

    private readonly struct Rectangles<T>(InstructionSet set, Product<T> product, int height, int width, int across) : IParts
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(int part)
        {
            var (row, column) = (part / across * height, part % across * width);
            if (row < product.M && column < product.N)
                Gemm.Run(set, product.Part(row, Math.Min(height, product.M - row), column, Math.Min(width, product.N - column)));
        }
    }

    private static void Run<T>(InstructionSet set, in Product<T> product)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (set)
        {
            case InstructionSet.Vector512: Blocked<Lanes512<T>, Vector512<T>, T>(WithoutOneRow(product)); break;
            case InstructionSet.Vector256: Blocked<Lanes256<T>, Vector256<T>, T>(product); break;
            case InstructionSet.Vector128: Blocked<Lanes128<T>, Vector128<T>, T>(product); break;
            default: Scalar(product); break;
        }
    }

    /// <summary>Does what <see cref="OneRow"/> can do of a product, and returns the columns that are left.</summary>
    private static Product<T> WithoutOneRow<T>(in Product<T> product)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) || !Transposition16.IsSupported || product.M != 1 || product.AStep != 1 || product.BStep != 1)
            return product;
        var columns = product.N / OneRow.Columns * OneRow.Columns;
        OneRow.Multiply((float*)product.A, (float*)product.B, product.BColumn, (float*)product.C, columns, product.K, (float*)product.Bias);
        return product.Part(0, 1, columns, product.N - columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar<T>(in Product<T> product)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, k) = (product.M, product.N, product.K);
        var (aStep, bStep, bColumn) = (product.AStep, product.BStep, product.BColumn);
        for (var i = 0; i < m; i++)
        {
            var aRow = product.A + i * product.ARow;
            var cRow = product.C + i * product.CRow;
            for (var j = 0; j < n; j++)
            {
                var a = aRow;
                var b = product.B + j * bColumn;
                var sum = T.Zero;
                for (var p = 0; p < k; p++)
                {
                    sum = T.FusedMultiplyAdd(*a, *b, sum);
                    a += aStep;
                    b += bStep;
                }
                cRow[j] = product.Bias == null ? sum : sum + product.Bias[j];
            }
        }
    }

    // Optimised at the first call, as all the loops of the product: left to tiered compilation, a program's first second
    // of training would run a version several times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blocked<TLanes, TVector, T>(in Product<T> product)
        where TLanes : struct, ILanes<TVector, T>
        where TVector : struct
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = GemmKernel<TLanes, TVector, T>.Width;
        var (m, n, k) = (product.M, product.N, product.K);

        // Packing an operand costs about as much as reading it once more from a cache. It pays where the block is read many
        // times, and it is needed where the kernel cannot read the operand as it lies: columns of B that are not neighbours.
        var packA = n > 4 * width;
        var packB = product.BColumn != 1 || m > 4 * TLanes.Height;

        var columns = Math.Min(n, Columns);
        var paddedColumns = (columns + width - 1) / width * width;
        var rows = Math.Min(m, Rows);
        var depthMax = Even(k, Depth, 16);
        var tail = stackalloc T[width];
        // Where one block holds all rows of A, each panel of B is read once, so it is packed right then, into the same cache lines each time.
        var packPanel = packB && m <= Rows;
        var packBlock = packB && !packPanel;
        var buffer = (T*)GemmPacking.Buffer((nuint)((packBlock ? paddedColumns : width) * depthMax + (packA ? rows * depthMax : 0) + TLanes.Height * width) * (nuint)sizeof(T));
        var scratch = buffer;
        var packedB = scratch + TLanes.Height * width;
        var packedA = packedB + (nint)(packBlock ? paddedColumns : width) * depthMax;

        for (var jc = 0; jc < n; jc += Columns)
        {
            var blockColumns = Math.Min(Columns, n - jc);
            // At least one round, so that k = 0 writes zeros and the bias.
            for (var pc = 0; pc == 0 || pc < k; pc += depthMax)
            {
                var depth = Math.Min(depthMax, k - pc);
                var resume = pc > 0;
                var bias = pc + depth == k && product.Bias != null ? product.Bias + jc : null;
                var bBlock = product.B + pc * product.BStep + jc * product.BColumn;
                if (packBlock)
                {
                    for (var j = 0; j < blockColumns; j += width)
                        GemmPacking.Panel(packedB + (nint)j * depth, width, bBlock + j * product.BColumn, product.BColumn, product.BStep, Math.Min(width, blockColumns - j), depth);
                }
                else if (!packB && blockColumns % width is var rest and > 0)
                {
                    // The kernel always reads whole vectors: the last, partial panel is copied and filled up with zeros.
                    GemmPacking.Panel(packedB, width, bBlock + (blockColumns - rest), 1, product.BStep, rest, depth);
                }

                for (var ic = 0; ic < m; ic += Rows)
                {
                    var blockRows = Math.Min(Rows, m - ic);
                    // Tiles of nearly equal height: 13 rows are 7 + 6, because a tile of one row would waste the adders.
                    var tiles = (blockRows + TLanes.Height - 1) / TLanes.Height;
                    var aBlock = product.A + ic * product.ARow + pc * product.AStep;
                    if (packA)
                    {
                        for (int t = 0, i = 0; t < tiles; t++)
                        {
                            var height = (blockRows + t) / tiles;
                            GemmPacking.Panel(packedA + (nint)i * depth, height, aBlock + i * product.ARow, product.ARow, product.AStep, height, depth);
                            i += height;
                        }
                    }
                    for (var j = 0; j < blockColumns; j += width)
                    {
                        var tileWidth = Math.Min(width, blockColumns - j);
                        var direct = !packB && tileWidth == width;
                        var b = direct ? bBlock + j : packBlock ? packedB + (nint)j * depth : packedB;
                        if (packPanel)
                            GemmPacking.Panel(packedB, width, bBlock + j * product.BColumn, product.BColumn, product.BStep, tileWidth, depth);
                        var bStep = direct ? product.BStep : width;
                        var tileBias = bias == null ? null : bias + j;
                        if (tileBias != null && tileWidth < width)
                        {
                            for (var l = 0; l < tileWidth; l++)
                                tail[l] = tileBias[l];
                            tileBias = tail;
                        }
                        for (int t = 0, i = 0; t < tiles; t++)
                        {
                            var height = (blockRows + t) / tiles;
                            var c = product.C + (ic + i) * product.CRow + jc + j;
                            var a = packA ? packedA + (nint)i * depth : aBlock + i * product.ARow;
                            var (aRow, aStep) = packA ? (1, height) : (product.ARow, product.AStep);
                            if (tileWidth == width)
                            {
                                GemmKernel<TLanes, TVector, T>.Tile(height, a, aRow, aStep, b, bStep, c, product.CRow, depth, resume, tileBias);
                            }
                            else
                            {
                                // Whole vectors must not be written over the edge of C.
                                if (resume)
                                    Copy(c, product.CRow, scratch, width, height, tileWidth);
                                GemmKernel<TLanes, TVector, T>.Tile(height, a, aRow, aStep, b, bStep, scratch, width, depth, resume, tileBias);
                                Copy(scratch, width, c, product.CRow, height, tileWidth);
                            }
                            i += height;
                        }
                    }
                }
            }
        }
    }

    /// <summary>The size of blocks that cut a length as evenly as a unit allows: 784 in at most 384 is 272, 272 and 240, not 384, 384 and 16.</summary>
    private static int Even(int length, int most, int unit)
    {
        var blocks = Math.Max(1, (length + most - 1) / most);
        return Math.Clamp((length + blocks * unit - 1) / (blocks * unit) * unit, unit, most);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<T>(T* source, nint sourceRow, T* destination, nint destinationRow, int rows, int columns)
        where T : unmanaged
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                destination[j] = source[j];
            source += sourceRow;
            destination += destinationRow;
        }
    }

    // op(A)[i, p] = A[i * ARow + p * AStep], op(B)[p, j] = B[p * BStep + j * BColumn].
    private struct Product<T>
        where T : unmanaged
    {
        public int M, N, K;
        public T* A, B, C, Bias;
        public nint ARow, AStep, BStep, BColumn, CRow;

        public readonly Product<T> Part(int row, int rows, int column, int columns)
        {
            var part = this;
            part.M = rows;
            part.N = columns;
            part.A += row * ARow;
            part.B += column * BColumn;
            part.C += row * CRow + column;
            if (Bias != null)
                part.Bias += column;
            return part;
        }
    }
}
