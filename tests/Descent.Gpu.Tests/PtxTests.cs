using System.Reflection;
using Descent.Gpu.Kernels;
using Descent.Gpu.Tests.Ptx;

namespace Descent.Gpu.Tests;

/// <summary>Every kernel becomes machine code for NVIDIA's GPUs, which needs neither a driver nor a GPU.</summary>
public sealed class PtxTests
{
    private static readonly Type[] Rules = [typeof(SgdRule<>), typeof(AdaGradRule<,>), typeof(RmsPropRule<,>), typeof(AdaDeltaRule<,>), typeof(AdamRule<,>)];

    public static TheoryData<string> Kernels() => [.. All().Select(kernel => kernel.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernels_compile(string name)
    {
        var code = PtxCompiler.Assembly(All().Single(kernel => kernel.Name == name).Method);
        Assert.Contains(".visible .entry", code);

        // A function that the device does not have would only fail when a student's driver links the kernel.
        Assert.DoesNotContain(".extern .func", code);

        // Approximations differ from device to device.
        Assert.DoesNotContain("approx", code.Replace("div.approx", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Double_precision_is_not_rounded_on_the_way()
    {
        MethodInfo[] kernels = [typeof(ElementwiseKernels<double, Float64>).GetMethod(nameof(ElementwiseKernels<,>.Unary))!, typeof(RandomKernels<double, Float64>).GetMethod(nameof(RandomKernels<,>.Normal))!];
        Assert.All(kernels, kernel => Assert.DoesNotContain(".f32", PtxCompiler.Assembly(kernel), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(nameof(MatMulKernels<,>.Small))]
    [InlineData(nameof(MatMulKernels<,>.Large))]
    public void Products_read_four_numbers_at_once_and_keep_their_sums_in_registers(string kernel)
    {
        var code = PtxCompiler.Assembly(typeof(MatMulKernels<float, Float32>).GetMethod(kernel)!);
        Assert.Contains(".v4.f32", code, StringComparison.Ordinal);
        Assert.DoesNotContain(".local", code, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, MethodInfo Method)> All()
    {
        foreach (var type in typeof(MatMulKernels<,>).Assembly.GetTypes().Where(type => type.Name.Split('`')[0].EndsWith("Kernels", StringComparison.Ordinal)).OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            foreach (var closed in Close(type))
            {
                foreach (var method in closed.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                    yield return ($"{type.Name.Split('`')[0]}.{method.Name} ({string.Join(", ", closed.GetGenericArguments().Select(argument => argument.Name.Split('`')[0]))})", method);
            }
        }
    }

    private static IEnumerable<Type> Close(Type type)
    {
        if (type == typeof(OptimizerKernels<,>))
            return Rules.SelectMany(rule => Close(rule).Select(closed => type.MakeGenericType(closed.GetGenericArguments()[0], closed)));
        return type.GetGenericArguments().Length switch
        {
            0 => [type],
            1 => [type.MakeGenericType(typeof(float)), type.MakeGenericType(typeof(double))],
            _ => [type.MakeGenericType(typeof(float), typeof(Float32)), type.MakeGenericType(typeof(double), typeof(Float64))],
        };
    }
}
