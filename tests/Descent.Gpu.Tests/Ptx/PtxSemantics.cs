using System.Globalization;

namespace Descent.Gpu.Tests.Ptx;

/// <summary>What an instruction computes from the values of up to three registers.</summary>
internal delegate ulong PtxFunction(ulong a, ulong b, ulong c);

/// <summary>
/// What PTX instructions compute (NVIDIA, "Parallel Thread Execution ISA"), as far as ILGPU makes use of them. A register holds 64 bits; of
/// narrower values the upper ones are 0.
/// </summary>
internal static class PtxSemantics
{
    private static readonly Dictionary<string, PtxFunction> Functions = new()
    {
        ["mov.pred"] = (a, _, _) => a,
        ["mov.b32"] = (a, _, _) => (uint)a,
        ["mov.b64"] = (a, _, _) => a,
        ["mov.f32"] = (a, _, _) => (uint)a,
        ["mov.f64"] = (a, _, _) => a,
        ["not.pred"] = (a, _, _) => a ^ 1,
        ["selp.b32"] = (a, b, c) => (uint)(c != 0 ? a : b),
        ["selp.b64"] = (a, b, c) => c != 0 ? a : b,

        ["add.s32"] = (a, b, _) => (uint)(a + b),
        ["sub.s32"] = (a, b, _) => (uint)(a - b),
        ["mul.lo.s32"] = (a, b, _) => (uint)(a * b),
        ["mul.wide.u32"] = (a, b, _) => a * b,
        ["div.s32"] = (a, b, _) => (uint)((int)a / (int)b),
        ["rem.s32"] = (a, b, _) => (uint)((int)a % (int)b),
        ["shl.b32"] = (a, b, _) => b > 31 ? 0 : (uint)a << (int)b,
        ["shr.s32"] = (a, b, _) => (uint)((int)a >> (int)Math.Min(b, 31)),
        ["shr.u32"] = (a, b, _) => b > 31 ? 0 : (uint)a >> (int)b,
        ["and.b32"] = (a, b, _) => a & b,
        ["or.b32"] = (a, b, _) => a | b,
        ["xor.b32"] = (a, b, _) => a ^ b,

        ["add.s64"] = (a, b, _) => a + b,
        ["add.u64"] = (a, b, _) => a + b,
        ["sub.s64"] = (a, b, _) => a - b,
        ["mul.lo.s64"] = (a, b, _) => a * b,
        ["div.s64"] = (a, b, _) => (ulong)((long)a / (long)b),
        ["neg.s64"] = (a, _, _) => (ulong)-(long)a,
        ["shl.b64"] = (a, b, _) => b > 63 ? 0 : a << (int)b,
        ["shr.u64"] = (a, b, _) => b > 63 ? 0 : a >> (int)b,
        ["and.b64"] = (a, b, _) => a & b,
        ["or.b64"] = (a, b, _) => a | b,

        ["add.f32"] = (a, b, _) => Bits(Single(a) + Single(b)),
        ["sub.f32"] = (a, b, _) => Bits(Single(a) - Single(b)),
        ["mul.f32"] = (a, b, _) => Bits(Single(a) * Single(b)),
        ["div.rn.f32"] = (a, b, _) => Bits(Single(a) / Single(b)),
        ["rcp.rn.f32"] = (a, _, _) => Bits(1 / Single(a)),
        ["sqrt.rn.f32"] = (a, _, _) => Bits(MathF.Sqrt(Single(a))),
        ["neg.f32"] = (a, _, _) => Bits(-Single(a)),
        ["testp.notanumber.f32"] = (a, _, _) => Bit(float.IsNaN(Single(a))),

        ["add.f64"] = (a, b, _) => Bits(Double(a) + Double(b)),
        ["sub.f64"] = (a, b, _) => Bits(Double(a) - Double(b)),
        ["mul.f64"] = (a, b, _) => Bits(Double(a) * Double(b)),
        ["div.rn.f64"] = (a, b, _) => Bits(Double(a) / Double(b)),
        ["rcp.rn.f64"] = (a, _, _) => Bits(1 / Double(a)),
        ["sqrt.rn.f64"] = (a, _, _) => Bits(Math.Sqrt(Double(a))),
        ["neg.f64"] = (a, _, _) => Bits(-Double(a)),
        ["testp.notanumber.f64"] = (a, _, _) => Bit(double.IsNaN(Double(a))),

        ["cvt.s32.s64"] = (a, _, _) => (uint)a,
        ["cvt.u32.u64"] = (a, _, _) => (uint)a,
        ["cvt.s64.s32"] = (a, _, _) => (ulong)(int)a,
        ["cvt.u64.u32"] = (a, _, _) => (uint)a,
        ["cvt.rn.f32.s32"] = (a, _, _) => Bits((float)(int)a),
        ["cvt.rn.f64.s32"] = (a, _, _) => Bits((double)(int)a),
        ["cvt.rn.f32.s64"] = (a, _, _) => Bits((float)(long)a),
        ["cvt.rn.f64.s64"] = (a, _, _) => Bits((double)(long)a),
        ["cvt.rn.f32.f64"] = (a, _, _) => Bits((float)Double(a)),
        ["cvt.f64.f32"] = (a, _, _) => Bits((double)Single(a)),

        // Towards 0; what is too large becomes the largest, and what is not a number 0: as in .NET.
        ["cvt.rzi.s32.f32"] = (a, _, _) => (uint)(int)Single(a),
        ["cvt.rzi.s32.f64"] = (a, _, _) => (uint)(int)Double(a),
        ["cvt.rzi.s64.f64"] = (a, _, _) => (ulong)(long)Double(a),
    };

    /// <summary>What an instruction that only computes a value computes; null where it is another one, such as a jump.</summary>
    public static PtxFunction? Find(string instruction) =>
        Functions.TryGetValue(instruction, out var function) ? function
        : instruction.StartsWith("setp.", StringComparison.Ordinal) ? Comparison(instruction)
        : null;

    /// <summary>The product that is added to something at once, without rounding it, as NVIDIA's assembler does where it can.</summary>
    /// <param name="type">f32 or f64.</param>
    /// <param name="negatesProduct">Whether the product is subtracted.</param>
    /// <param name="negatesOther">Whether the other is subtracted.</param>
    public static PtxFunction MultiplyAdd(string type, bool negatesProduct, bool negatesOther) => type == "f32"
        ? (a, b, c) => Bits(MathF.FusedMultiplyAdd(negatesProduct ? -Single(a) : Single(a), Single(b), negatesOther ? -Single(c) : Single(c)))
        : (a, b, c) => Bits(Math.FusedMultiplyAdd(negatesProduct ? -Double(a) : Double(a), Double(b), negatesOther ? -Double(c) : Double(c)));

    /// <summary>A number as it stands in code: 0f3F800000 and 0d3FF0000000000000 are bits, others whole numbers.</summary>
    /// <param name="text">The number.</param>
    /// <param name="isWide">Whether it has 64 bits.</param>
    public static ulong Constant(string text, bool isWide)
    {
        if (text.StartsWith("0f", StringComparison.OrdinalIgnoreCase) || text.StartsWith("0d", StringComparison.OrdinalIgnoreCase))
            return ulong.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var value = text[0] == '-' ? (ulong)long.Parse(text, CultureInfo.InvariantCulture) : ulong.Parse(text, CultureInfo.InvariantCulture);
        return isWide ? value : (uint)value;
    }

    /// <summary>setp, for example <c>setp.ge.or.s32</c>: a comparison, and perhaps another condition that is joined to it.</summary>
    private static PtxFunction Comparison(string instruction)
    {
        var parts = instruction.Split('.');
        var (operation, type) = (parts[1], parts[^1]);
        Func<ulong, ulong, bool> compare = type switch
        {
            "s32" => Whole(operation, (a, b) => ((int)a).CompareTo((int)b)),
            "s64" => Whole(operation, (a, b) => ((long)a).CompareTo((long)b)),
            "u32" or "u64" => Whole(operation, (a, b) => a.CompareTo(b)),
            "f32" => Real(operation, bits => Single(bits)),
            "f64" => Real(operation, Double),
            _ => throw new NotSupportedException(instruction),
        };
        return (parts.Length == 3 ? "" : parts[2]) switch
        {
            "" => (a, b, _) => Bit(compare(a, b)),
            "or" => (a, b, c) => Bit(compare(a, b)) | c,
            "and" => (a, b, c) => Bit(compare(a, b)) & c,
            _ => throw new NotSupportedException(instruction),
        };
    }

    private static Func<ulong, ulong, bool> Whole(string operation, Func<ulong, ulong, int> compare) => operation switch
    {
        "eq" => (a, b) => compare(a, b) == 0,
        "ne" => (a, b) => compare(a, b) != 0,
        "lt" or "lo" => (a, b) => compare(a, b) < 0,
        "le" or "ls" => (a, b) => compare(a, b) <= 0,
        "gt" or "hi" => (a, b) => compare(a, b) > 0,
        "ge" or "hs" => (a, b) => compare(a, b) >= 0,
        _ => throw new NotSupportedException($"setp.{operation}"),
    };

    /// <summary>Comparisons are false where something is not a number, those that end in u true.</summary>
    private static Func<ulong, ulong, bool> Real(string operation, Func<ulong, double> read) => operation switch
    {
        "eq" => (a, b) => read(a) == read(b),
        "ne" => (a, b) => read(a) < read(b) || read(a) > read(b),
        "lt" => (a, b) => read(a) < read(b),
        "le" => (a, b) => read(a) <= read(b),
        "gt" => (a, b) => read(a) > read(b),
        "ge" => (a, b) => read(a) >= read(b),
        "equ" => (a, b) => !(read(a) < read(b) || read(a) > read(b)),
        "neu" => (a, b) => read(a) != read(b),
        "ltu" => (a, b) => !(read(a) >= read(b)),
        "leu" => (a, b) => !(read(a) > read(b)),
        "gtu" => (a, b) => !(read(a) <= read(b)),
        "geu" => (a, b) => !(read(a) < read(b)),
        _ => throw new NotSupportedException($"setp.{operation}"),
    };

    private static ulong Bit(bool value) => value ? 1UL : 0;

    private static float Single(ulong bits) => BitConverter.UInt32BitsToSingle((uint)bits);

    private static double Double(ulong bits) => BitConverter.UInt64BitsToDouble(bits);

    private static ulong Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);
}
