using System.Collections.Concurrent;
using System.Reflection;
using Descent.Tests.Conformance;

namespace Descent.Gpu.Tests;

/// <summary>What devices are found, that real ones pass what the emulated one passes, and what they say when something is missing.</summary>
[Collection("emulator")]
public sealed class DeviceTests
{
    public static TheoryData<string> RealDevices() => [.. Device.List().Where(device => device.Kind is DeviceKind.Cuda or DeviceKind.OpenCL).Select(device => device.Name)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RealDevices))]
    public void A_real_device_passes_every_conformance_test(string name)
    {
        var device = Device.List().Single(device => device.Name == name);
        var failures = new List<string>();
        foreach (var type in (Type[])[typeof(RealKernels), typeof(RealOperations), typeof(RealTraining), typeof(RealProducts)])
        {
            foreach (var method in type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
            {
                foreach (var arguments in ArgumentsOf(method))
                {
                    try
                    {
                        method.Invoke(Activator.CreateInstance(type, device), arguments);
                    }
                    catch (TargetInvocationException error)
                    {
                        failures.Add($"{method.Name}({string.Join(", ", arguments)}): {error.InnerException!.Message}");
                    }
                }
            }
        }

        Assert.True(failures.Count == 0, $"{device.Name}, {device.Description}: {failures.Count} failures\n{string.Join('\n', failures)}");
    }

    [Fact]
    public void The_library_is_found_beside_Descent()
    {
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(typeof(Device).Assembly.Location)!, "Descent.Gpu.dll")));
        Assert.Same(Device.Cpu, Device.List()[0]);
        if (RealDevices().Any())
        {
            Assert.Equal(RealDevices().First().Data, Device.Gpu().Name);
            Assert.Same(Device.Gpu(), Device.Best);
        }
        else
        {
            Assert.Same(Device.Cpu, Device.Best);
            Assert.Matches("^Device.Gpu: no GPU was found: the NVIDIA driver .* Device.Best is the processor then.$", Assert.Throws<InvalidOperationException>(Device.Gpu).Message);
        }
    }

    [Fact]
    public void Without_room_the_error_says_how_much_was_wanted_and_the_device_stays_usable()
    {
        var inner = ((GpuBackend)Emulators.Device.Backend).Accelerator;
        using var backend = new GpuBackend(inner, "small:0", memoryLimit: 1 << 20);
        var device = new Device("small:0", DeviceKind.Emulated, "", 1 << 20, () => backend);
        var kept = Tensor.Ones(1000).To(device);
        var error = Assert.Throws<InsufficientMemoryException>(() => Tensor.Ones(1000, 1000).To(device));
        Assert.Matches(@"^small:0: no room for 1,000,000 more elements \(3\.8 MiB\): tensors have 0\.0 MiB, and may have 1\.0\. Use smaller batches", error.Message);
        Assert.Equal(2000, (kept + kept).Sum().Item());
    }

    [Fact]
    public void Memory_that_nobody_holds_makes_room_for_other_lengths()
    {
        var inner = ((GpuBackend)Emulators.Device.Backend).Accelerator;
        using var backend = new GpuBackend(inner, "small:0", memoryLimit: 1 << 20);
        var device = new Device("small:0", DeviceKind.Emulated, "", 1 << 20, () => backend);
        for (var i = 0; i < 40; i++)
            MakeAndForget(50_000 + i);

        void MakeAndForget(int length) => Assert.Equal(1, Tensor.Ones(length).To(device).At(0));
    }

    [Theory]
    [InlineData(70_000, 200_000)]
    [InlineData(1, 66_000)]
    public void Many_rows_are_picked_after_few_and_few_after_many(int first, int second)
    {
        var x = Tensor.From([5f, 6, 7], 3, 1).To(Emulators.Device);
        foreach (var count in (int[])[first, second, 2, second, first])
        {
            var rows = new int[count];
            rows[^1] = 2;
            var picked = x.IndexSelect(0, rows);
            Assert.Equal((count > 1 ? 5 : 7, 7), (picked.At(0, 0), picked.At(-1, 0)));
        }
    }

    [Fact]
    public void Tensors_of_a_gpu_do_not_mix_with_the_processors()
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor.Ones(2) + Tensor.Ones(2).To(Emulators.Device));
        Assert.Equal("Add: the inputs are on cpu and emulated:64; move one with .To(device)", error.Message);
    }

    [Fact]
    public void Cuda_graphs_and_cuBLAS_are_done_without_where_there_is_no_cuda()
    {
        var backend = (GpuBackend)Emulators.Device.Backend;
        Assert.Null(backend.Compile(() => { }));
        Assert.Null(backend.CuBlas);
    }

    private static IEnumerable<object?[]> ArgumentsOf(MethodInfo method)
    {
        if (method.GetParameters().Length == 0)
            return [[]];
        if (method.GetCustomAttribute<MemberDataAttribute>() is { } member)
        {
            var rows = (IEnumerable<ITheoryDataRow>)method.DeclaringType!.GetMethod(member.MemberName, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;
            return rows.Select(row => row.GetData());
        }

        return method.GetCustomAttributes<InlineDataAttribute>().Select(data => data.Data);
    }

    /// <summary>Our own products, where cuBLAS would else compute them.</summary>
    private sealed class RealProducts(Device device) : MatMulTests(Own.GetOrAdd(
        device, device => new Device($"{device.Name} without cuBLAS", device.Kind, device.Description, device.MemoryBytes, ((GpuBackend)device.Backend).WithoutCuBlas)))
    {
        private static readonly ConcurrentDictionary<Device, Device> Own = new();
    }

    private sealed class RealKernels(Device device) : KernelConformance(device);

    private sealed class RealOperations(Device device) : OperationConformance(device);

    private sealed class RealTraining(Device device) : TrainingConformance(device);
}
