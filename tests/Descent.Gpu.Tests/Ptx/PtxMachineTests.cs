using ILGPU;

namespace Descent.Gpu.Tests.Ptx;

/// <summary>The machine computes what PTX says, and finds the faults that it looks out for.</summary>
public sealed unsafe class PtxMachineTests
{
    private const int Threads = 4;

    [Fact]
    public void Threads_compute_and_branch()
    {
        // y[i] = i < 2 ? x[i] + 1 : 10
        var y = Run("""
            setp.lt.s32	%p1, %r1, 2;
            @%p1 bra	L_less;
            mov.f32	%f2, 0f41200000;
            bra.uni	L_end;

            L_less:
            add.f32	%f2, %f1, 0f3F800000;
            bra	L_end;

            L_end:
            st.f32	[%rd4], %f2;
            """);
        Assert.Equal([1.5f, 2.5f, 10, 10], y);
    }

    [Fact]
    public void Shared_memory_is_read_after_a_barrier()
    {
        var y = Run("""
            st.shared.f32	[%rd5], %f1;
            bar.sync	0;
            ld.shared.f32	%f2, [%rd6];
            st.f32	[%rd4], %f2;
            """);
        Assert.Equal([3.5f, 2.5f, 1.5f, 0.5f], y);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 5.9604644775390625e-8)]
    public void Products_are_rounded_before_they_are_added_unless_they_are_contracted(bool contracts, float expected)
    {
        // (1 + 2⁻¹²)² is 1 + 2⁻¹¹ + 2⁻²⁴, of which the last is lost to rounding.
        var y = Run("""
            mul.f32	%f2, 0f3F800800, 0f3F800800;
            sub.f32	%f2, %f2, 0f3F801000;
            st.f32	[%rd4], %f2;
            """, contracts);
        Assert.Equal(expected, y[0]);
    }

    [Theory]
    [InlineData("meets thread 0 of group 0 in st.f32", "mov.f32	%f2, %f1;\nst.f32	[%rd3], %f2;")]
    [InlineData("meets thread", "st.shared.f32	[%rd5], %f1;\nld.shared.f32	%f2, [%rd6];\nst.f32	[%rd4], %f2;")]
    [InlineData("memory that the kernel was not given, in ld.f32", "ld.f32	%f2, [%rd4+16];\nst.f32	[%rd4], %f2;")]
    [InlineData("not a multiple of what is read or written at once", "ld.v2.f32	{%f2, %f3}, [%rd2];\nst.f32	[%rd4], %f2;")]
    [InlineData("thread 0 of group 1 meets thread 0 of group 0 in ld.f32", "mov.b32	%r2, %ctaid.x;\nsetp.ne.s32	%p1, %r2, 0;\n@%p1 bra	L_other;\nst.f32	[%rd4], %f1;\nbar.sync	0;\nL_other:\nld.f32	%f2, [%rd4];")]
    [InlineData("thread 0 of group 1 meets thread 0 of group 0 in st.f32", "mov.b32	%r2, %ctaid.x;\nsetp.ne.s32	%p1, %r2, 0;\n@%p1 bra	L_write;\nld.f32	%f2, [%rd4];\nret;\nL_write:\nst.f32	[%rd4], %f1;")]
    [InlineData("of 4 threads, 1 wait at a barrier", "setp.eq.s32	%p1, %r1, 0;\n@%p1 bra	L_wait;\nret;\nL_wait:\nbar.sync	0;")]
    public void Faults_are_found(string message, string code)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Run(code, groups: 2));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_instructions_are_named()
    {
        Assert.Contains("tanh.approx.f32", Assert.Throws<NotSupportedException>(() => Run("tanh.approx.f32	%f2, %f1;")).Message, StringComparison.Ordinal);
    }

    /// <summary>Runs code for groups of four threads: r1 is the thread's number, rd2 and rd4 where its elements of x and y are, f1 its x, rd5 and rd6 its place in shared memory, and the mirrored one.</summary>
    private static float[] Run(string code, bool contracts = false, int groups = 1)
    {
        var kernel = PtxKernel.Parse($$"""
            .visible .entry Kernel(
                .param .align 8 .b8 _x[16],
                .param .align 8 .b8 _y[16]
            )
            {
                .shared .align 4 .b8 __shared[16];
                ld.param.b64	%rd1, [_x];
                ld.param.b64	%rd3, [_y];
                mov.b32	%r1, %tid.x;
                mul.wide.u32	%rd7, %r1, 4;
                add.u64	%rd2, %rd1, %rd7;
                add.u64	%rd4, %rd3, %rd7;
                mov.b64	%rd8, __shared;
                add.u64	%rd5, %rd8, %rd7;
                add.u64	%rd6, %rd8, 12;
                sub.s64	%rd6, %rd6, %rd7;
                ld.f32	%f1, [%rd2];
                {{code}}
                ret;
            }
            """, contracts);
        var y = new float[Threads];
        fixed (float* from = (float[])[0.5f, 1.5f, 2.5f, 3.5f], to = y)
        {
            var (source, target) = ((nint)from, (nint)to);
            byte[] parameters = [.. BitConverter.GetBytes((long)source), .. BitConverter.GetBytes((long)Threads), .. BitConverter.GetBytes((long)target), .. BitConverter.GetBytes((long)Threads)];
            new PtxMachine(kernel).Run(new Index3D(groups, 1, 1), new Index3D(Threads, 1, 1), parameters, [(source, source + (Threads * sizeof(float))), (target, target + (Threads * sizeof(float)))]);
        }

        return y;
    }
}
